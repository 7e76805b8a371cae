import type { BenchRecord } from '../../../bench/sample.ts'
import { picoUsdOf } from '../../../protocol/money/picoUsd.ts'

/** What a run had come to, at most. Those who go on with it are bound as if they had spent it themselves. */
export interface SpentBefore {
  readonly spentBeforePicoUsd: bigint
  /** Attempts that were sent. */
  readonly requestsBefore: number
}

/**
 * Reckons it from the records. Of a run that ended by itself the samples say it all. One that was killed had calls under
 * way that left no sample, and a cost that nobody told has no amount: then the last mark says it, which held their worst
 * case before they were sent.
 */
export class Spending {
  #samplesPicoUsd = 0n
  #attempts = 0
  #markPicoUsd = 0n
  #requests = 0
  #hasUnknown = false

  add(record: BenchRecord): void {
    if (record.type === 'budget') {
      this.#markPicoUsd = picoUsdOf(record.atMostUsd)
      this.#requests = record.requests
    } else if (record.type === 'sample') {
      this.#attempts += record.attempts
      if (record.atMostUsd === null) this.#hasUnknown ||= record.attempts > 0
      else this.#samplesPicoUsd += picoUsdOf(record.atMostUsd)
    }
  }

  atMost(wasKilled: boolean): SpentBefore {
    const isMarkNeeded = (wasKilled || this.#hasUnknown) && this.#markPicoUsd > this.#samplesPicoUsd
    return {
      spentBeforePicoUsd: isMarkNeeded ? this.#markPicoUsd : this.#samplesPicoUsd,
      requestsBefore: Math.max(this.#requests, this.#attempts),
    }
  }
}

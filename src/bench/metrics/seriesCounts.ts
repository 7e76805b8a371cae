import { picoUsdOf, usdOf } from '../../protocol/money/picoUsd.ts'
import { sampleOutcomes, type CallSample, type SampleOutcome } from '../sample.ts'
import type { SeriesSummary } from './benchSummary.ts'
import { ErrorTable } from './errorTable.ts'
import { GapSections } from './gapSections.ts'

type Counted = Pick<
  SeriesSummary,
  | 'outcomes'
  | 'fallbackTo'
  | 'truncated'
  | 'attemptCounts'
  | 'inputTokens'
  | 'outputTokens'
  | 'chunksPerToken'
  | 'costUsd'
  | 'wastedUsd'
  | 'costsUnknown'
>

/** What of a series is counted on the way, without keeping calls. */
export class SeriesCounts {
  readonly gaps = new GapSections()
  readonly errors = new ErrorTable()
  readonly #outcomes = Object.fromEntries(sampleOutcomes.map((outcome) => [outcome, 0])) as Record<
    SampleOutcome,
    number
  >
  readonly #fallbackTo = new Map<string, number>()
  readonly #attempts = new Map<number, number>()
  #truncated = 0
  #inputTokens = 0
  #outputTokens = 0
  #chunks = 0
  #tokensOfChunks = 0
  #cost: bigint | null = 0n
  #wasted: bigint | null = 0n
  #costsUnknown = 0

  add(sample: CallSample): void {
    this.pay(sample)
    const { outcome, model, outputTokens, chunks } = sample
    this.#outcomes[outcome] += 1
    if (outcome === 'cancelled') return
    if (outcome === 'ok-after-fallback' && model !== null)
      this.#fallbackTo.set(model, (this.#fallbackTo.get(model) ?? 0) + 1)
    this.#attempts.set(sample.attempts, (this.#attempts.get(sample.attempts) ?? 0) + 1)
    if (sample.truncated) this.#truncated += 1
    this.#inputTokens += sample.inputTokens ?? 0
    this.#outputTokens += outputTokens ?? 0
    if (chunks > 0 && outputTokens !== null) {
      this.#chunks += chunks
      this.#tokensOfChunks += outputTokens
    }
    this.gaps.add(sample.gaps)
    if (outcome === 'failed') this.errors.add(sample)
  }

  /** Of the warm-up the cost alone counts. */
  pay({ costUsd, atMostUsd, wastedUsd }: CallSample): void {
    this.#cost = plus(this.#cost, costUsd ?? atMostUsd)
    this.#wasted = plus(this.#wasted, wastedUsd)
    if (costUsd === null) this.#costsUnknown += 1
  }

  counted(): Counted {
    return {
      outcomes: this.#outcomes,
      fallbackTo: Object.fromEntries(this.#fallbackTo),
      truncated: this.#truncated,
      attemptCounts: [...this.#attempts].toSorted(([one], [other]) => one - other),
      inputTokens: this.#inputTokens,
      outputTokens: this.#outputTokens,
      chunksPerToken: this.#tokensOfChunks > 0 ? this.#chunks / this.#tokensOfChunks : null,
      costUsd: this.#cost === null ? null : usdOf(this.#cost),
      wastedUsd: this.#wasted === null ? null : usdOf(this.#wasted),
      costsUnknown: this.#costsUnknown,
    }
  }
}

function plus(sum: bigint | null, usd: string | null): bigint | null {
  return sum === null || usd === null ? null : sum + picoUsdOf(usd)
}

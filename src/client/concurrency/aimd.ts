import type { ConcurrencyLimit, LoadOutcome } from './limit.ts'
import { LossEvent } from './lossEvent.ts'

/** Attempts in flight: `min <= initial <= max`, whole numbers from 1. RFC 5681, section 3.1. */
export interface AimdOptions {
  /** The limit to begin with. */
  readonly initial: number
  /** The limit never falls below … */
  readonly min: number
  /** … nor rises above. */
  readonly max: number
  /** An overload multiplies the limit by this: from 0.5, below 1. */
  readonly backoffRatio?: number
}

export type AimdLimitSpec = { readonly limit: 'aimd' } & AimdOptions

/**
 * Additive increase, multiplicative decrease, for endpoints that say no: one more attempt in flight for every full
 * limit of good answers, `backoffRatio` (0.9) times as many after an overload.
 */
export const aimd = (options: AimdOptions): AimdLimitSpec => ({ limit: 'aimd', ...options })

/**
 * TCP Reno's congestion avoidance (RFC 5681, section 3.1) with the ratio, and the rule that an idle limit does not grow,
 * of `AIMDLimit` in Netflix's concurrency-limits. Like Reno, and unlike Netflix, it grows by one per round trip rather
 * than by one per answer, and shrinks once per round trip however many attempts were refused in it.
 */
export class AimdLimit implements ConcurrencyLimit {
  readonly #min: number
  readonly #max: number
  readonly #backoffRatio: number
  readonly #lossEvent = new LossEvent()
  #estimate: number

  constructor({ initial, min, max, backoffRatio = 0.9 }: AimdOptions) {
    this.#estimate = initial
    this.#min = min
    this.#max = max
    this.#backoffRatio = backoffRatio
  }

  get limit(): number {
    return Math.floor(this.#estimate)
  }

  learn(nowMs: number, outcome: LoadOutcome, latencyMs: number, inFlight: number): void {
    if (outcome === 'overloaded' && this.#lossEvent.isNew(nowMs, latencyMs)) {
      // A small limit times 0.9 may round to itself; an overload always lowers it.
      const lower = Math.min(this.#estimate * this.#backoffRatio, this.limit - 1)
      this.#estimate = Math.max(this.#min, lower)
    } else if (outcome === 'good' && inFlight * 2 >= this.limit) {
      this.#estimate = Math.min(this.#max, this.#estimate + 1 / this.limit)
    }
  }
}

import { sameInstantMs, tidied, type Meter } from './meter.ts'

/**
 * A bucket that is full at first and refills without a break, `limit` a window. One number says all (as in GCRA): the
 * instant at which it is full again. What is missing at `t` is what flows in until then, so
 *
 *     level(t) = limit - max(0, fullAt - t) * limit / window
 *     taking n: fullAt = max(fullAt, t) + n * window / limit
 *     n fits:   level(t) >= n, that is max(fullAt, t) + n * window / limit <= t + window
 *
 * OpenAI's headers are those of a bucket: of 60 a minute, one used, "the limit resets to its initial state" in 1 s.
 */
export class Bucket implements Meter {
  readonly limit: number
  readonly windowMs: number
  readonly #fullAtMs: number

  constructor(limit: number, windowMs: number, fullAtMs = 0) {
    this.limit = limit
    this.windowMs = windowMs
    this.#fullAtMs = fullAtMs
  }

  waitMs(amount: number, atMs: number): number {
    if (amount > this.limit) return Infinity
    return tidied(Math.max(0, this.#fullAfter(amount, atMs) - (atMs + this.windowMs)))
  }

  /** What does not fit empties the bucket: there are no debts. */
  taken(amount: number, atMs: number): Bucket {
    return new Bucket(this.limit, this.windowMs, Math.min(this.#fullAfter(amount, atMs), atMs + this.windowMs))
  }

  remaining(atMs: number): number {
    const flowsInMs = this.windowMs - this.unusedInMs(atMs) + sameInstantMs
    return Math.min(this.limit, Math.floor((flowsInMs * this.limit) / this.windowMs))
  }

  unusedInMs(atMs: number): number {
    return tidied(Math.max(0, this.#fullAtMs - atMs))
  }

  #fullAfter(amount: number, atMs: number): number {
    return Math.max(this.#fullAtMs, atMs) + (amount * this.windowMs) / this.limit
  }
}

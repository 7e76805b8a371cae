import { sameInstantMs, tidied, type Meter } from './meter.ts'

/**
 * Counts from zero in each window; windows follow one another from the start of the run. Twice the limit fits around an
 * edge. Azure counts so ("all requests that is reset each minute").
 */
export class FixedWindow implements Meter {
  readonly limit: number
  readonly windowMs: number
  readonly #window: number
  readonly #used: number

  constructor(limit: number, windowMs: number, window = 0, used = 0) {
    this.limit = limit
    this.windowMs = windowMs
    this.#window = window
    this.#used = used
  }

  waitMs(amount: number, atMs: number): number {
    if (amount > this.limit) return Infinity
    return this.#usedAt(atMs) + amount <= this.limit ? 0 : this.#edgeInMs(atMs)
  }

  taken(amount: number, atMs: number): FixedWindow {
    return new FixedWindow(this.limit, this.windowMs, this.#windowAt(atMs), this.#usedAt(atMs) + amount)
  }

  remaining(atMs: number): number {
    return Math.max(0, this.limit - this.#usedAt(atMs))
  }

  unusedInMs(atMs: number): number {
    return this.#usedAt(atMs) === 0 ? 0 : this.#edgeInMs(atMs)
  }

  #windowAt(atMs: number): number {
    return Math.floor((atMs + sameInstantMs) / this.windowMs)
  }

  #usedAt(atMs: number): number {
    return this.#windowAt(atMs) > this.#window ? 0 : this.#used
  }

  #edgeInMs(atMs: number): number {
    return tidied((this.#windowAt(atMs) + 1) * this.windowMs - atMs)
  }
}

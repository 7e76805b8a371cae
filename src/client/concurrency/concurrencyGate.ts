import type { ConcurrencyLimit, LoadOutcome } from './limit.ts'
import { WaitingLine } from './waitingLine.ts'

/**
 * A limit on attempts in flight, with a line before it. A permit is never free while somebody waits, nobody overtakes,
 * and a limit that was lowered stops new starts until it fits again; what is in flight stays.
 */
export interface ConcurrencyGate {
  /** The current one: a whole number from 1, or Infinity. */
  readonly limit: number
  readonly inFlight: number
  readonly waiting: number
  /** True if `tryAcquire` would succeed. */
  readonly free: boolean
  /** Takes a permit if one is free and nobody waits for it. */
  tryAcquire(): boolean
  /**
   * Waits in line. `granted` is called once, with the permit held: inside somebody's `release`, or before `join` returns
   * if a permit is free. Returns how to leave the line: true if left in time, false if the permit was granted already
   * (it must then be released) or the line was left before.
   */
  join(granted: () => void): () => boolean
  /** Gives a permit back. What the attempt met, and its latency, teach the adaptive limits. */
  release(nowMs: number, outcome: LoadOutcome, latencyMs: number): void
}

/** A gate over any limit, fixed or adaptive. Throws only for a permit given back that nobody held. */
export class LimitedGate implements ConcurrencyGate {
  readonly #algorithm: ConcurrencyLimit
  readonly #onChange: (from: number, to: number) => void
  readonly #line = new WaitingLine()
  #inFlight = 0

  constructor(algorithm: ConcurrencyLimit, onChange: (from: number, to: number) => void) {
    this.#algorithm = algorithm
    this.#onChange = onChange
  }

  get limit(): number {
    return this.#algorithm.limit
  }

  get inFlight(): number {
    return this.#inFlight
  }

  get waiting(): number {
    return this.#line.length
  }

  // Somebody may wait beside a free permit for as long as a `granted` runs that is itself called by a release.
  get free(): boolean {
    return this.#inFlight < this.limit && this.#line.length === 0
  }

  tryAcquire(): boolean {
    if (!this.free) return false
    this.#inFlight += 1
    return true
  }

  join(granted: () => void): () => boolean {
    const leave = this.#line.join(granted)
    this.#grant()
    return leave
  }

  release(nowMs: number, outcome: LoadOutcome, latencyMs: number): void {
    if (this.#inFlight === 0) throw new Error('a permit was given back that nobody held')
    const before = this.limit
    this.#algorithm.learn(nowMs, outcome, latencyMs, this.#inFlight)
    this.#inFlight -= 1
    const after = this.limit
    if (before !== after) this.#onChange(before, after)
    this.#grant()
  }

  #grant(): void {
    while (this.#inFlight < this.limit) {
      const granted = this.#line.shift()
      if (granted === undefined) return
      this.#inFlight += 1
      granted()
    }
  }
}

import { checkNumber } from './checkNumber.ts'

/** How many retries and hedges an endpoint may be sent, measured by the requests that it was sent anyway. */
export interface RetryBudgetPolicy {
  /** Retries and hedges per request: 0.2 allows one for every five requests. */
  readonly ratio: number
  /** Allowed per second on top of that, so that a client with few requests may retry at all. */
  readonly floorPerSecond: number
  /** The sliding window over which both are counted, in ms. */
  readonly windowMs: number
}

export const defaultRetryBudget: RetryBudgetPolicy = { ratio: 0.2, floorPerSecond: 3, windowMs: 10_000 }

/**
 * The retry budget of one endpoint, shared by retries and hedges (after Finagle's `RetryBudget`). Like a limiter it
 * knows instants only: monotonic ms that never go back.
 *
 * Whenever one is allowed, the window `(now - windowMs, now]` holds, with it, at most
 * `ratio * requests + floorPerSecond * windowMs / 1000` of them: exactly, where Finagle's leaky bucket is right on
 * average. A retry may follow its request by up to a window; hence `n` windows in a row, wherever they begin, hold at
 * most `n` times the floor and `ratio` times the requests of themselves and the window before.
 */
export class RetryBudget {
  readonly #policy: RetryBudgetPolicy
  readonly #requests: RecentInstants
  readonly #extras: RecentInstants

  constructor(policy: RetryBudgetPolicy = defaultRetryBudget) {
    const { ratio, floorPerSecond, windowMs } = policy
    checkNumber('retryBudget.ratio', ratio, ratio >= 0, 'a number from 0')
    checkNumber('retryBudget.floorPerSecond', floorPerSecond, floorPerSecond >= 0, 'a number from 0')
    checkNumber('retryBudget.windowMs', windowMs, windowMs > 0 && windowMs < Infinity, 'a number of ms above 0')
    this.#policy = policy
    this.#requests = new RecentInstants(windowMs)
    this.#extras = new RecentInstants(windowMs)
  }

  /** A request that is neither retry nor hedge starts on the endpoint: a call's first attempt there. */
  deposit(nowMs: number): void {
    this.#requests.add(nowMs)
  }

  /** Whether a retry or hedge may start now; asking takes nothing. */
  allows(nowMs: number): boolean {
    const { ratio, floorPerSecond, windowMs } = this.#policy
    const allowed = ratio * this.#requests.count(nowMs) + (floorPerSecond * windowMs) / 1_000
    // 0.29 * 100 is 28.999999999999996: a retry is not lost to that.
    return this.#extras.count(nowMs) + 1 <= allowed + 1e-9
  }

  /** When to ask again: now if a retry may start, else when the oldest one leaves the window. Infinity: never. */
  earliest(nowMs: number): number {
    if (this.allows(nowMs)) return nowMs
    return (this.#extras.oldest(nowMs) ?? Infinity) + this.#policy.windowMs
  }

  /** A retry or hedge starts; ask `allows` at the same instant. */
  withdraw(nowMs: number): void {
    this.#extras.add(nowMs)
  }
}

/** How many instants lie in the window that ends now. Exact; eight bytes an instant, for the length of the window. */
class RecentInstants {
  readonly #windowMs: number
  readonly #instantsMs: number[] = []
  /** Those before this index have left the window. */
  #first = 0

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  add(atMs: number): void {
    this.#forget(atMs)
    this.#instantsMs.push(atMs)
  }

  oldest(nowMs: number): number | undefined {
    this.#forget(nowMs)
    return this.#instantsMs[this.#first]
  }

  count(nowMs: number): number {
    this.#forget(nowMs)
    return this.#instantsMs.length - this.#first
  }

  #forget(nowMs: number): void {
    const instantsMs = this.#instantsMs
    while (this.#first < instantsMs.length && instantsMs[this.#first]! <= nowMs - this.#windowMs) this.#first += 1
    // Moved at most once per instant on average: only when the dead outnumber the living.
    if (this.#first > 32 && this.#first * 2 > instantsMs.length) {
      instantsMs.splice(0, this.#first)
      this.#first = 0
    }
  }
}

import { checkNumber } from './checkNumber.ts'
import { RecentInstants } from './recentInstants.ts'

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
 * knows instants only: monotonic ms. A retry is paid for when it is decided, as in Finagle and gRPC, and for the instant
 * at which it is to start: a call that waits does not find, after its wait, that others have used up what it counted on.
 *
 * No window of `windowMs` ever holds more of them than `ratio * requests + floorPerSecond * windowMs / 1000`, the requests
 * counted in the window that ended when the last of them was decided: exactly, where Finagle's leaky bucket is right on
 * average. So a retry may follow its request by up to a window and its own wait.
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
    return this.#hasRoom(nowMs, this.#requests.count(nowMs))
  }

  /**
   * The first instant from `notBeforeMs` on at which a retry may start. Where it has to be put off until others have left
   * the window, requests leave it too, and those to come are not counted on. Infinity: never. Who has paid for a retry at
   * `ownMs` and asks whether it may start at another instant is not in its own way.
   */
  earliest(nowMs: number, notBeforeMs = nowMs, ownMs = Infinity): number {
    if (this.#hasRoom(notBeforeMs, this.#requests.count(nowMs), ownMs)) return notBeforeMs
    const { windowMs } = this.#policy
    for (const extraMs of this.#extras.all(nowMs)) {
      const atMs = extraMs + windowMs
      if (atMs > notBeforeMs && this.#hasRoom(atMs, this.#requests.countAfter(extraMs), ownMs)) return atMs
    }
    return Infinity
  }

  /** A retry or hedge is to start at `atMs`, not before `earliest` says. */
  withdraw(nowMs: number, atMs = nowMs): void {
    this.#extras.add(nowMs, atMs)
  }

  /** What was to start at `atMs` never will. */
  giveBack(atMs: number): void {
    this.#extras.remove(atMs)
  }

  /** No window that holds `atMs` holds others than those within a window of it, before and after. */
  #hasRoom(atMs: number, requests: number, ownMs = Infinity): boolean {
    const { ratio, floorPerSecond, windowMs } = this.#policy
    const own = ownMs > atMs - windowMs && ownMs < atMs + windowMs ? 1 : 0
    const others = this.#extras.countAfter(atMs - windowMs) - this.#extras.countFrom(atMs + windowMs) - own
    // 0.29 * 100 is 28.999999999999996: a retry is not lost to that.
    return others + 1 <= ratio * requests + (floorPerSecond * windowMs) / 1_000 + 1e-9
  }
}

import { logged, oldestPresent, since, type LogEntry } from './log.ts'
import { sameInstantMs, tidied, type Meter } from './meter.ts'

/** A log may hold so many entries that have left the window before it is rid of them: each is then copied once at most. */
const mostForgotten = 64

/**
 * In no interval of a window's length is more than the limit taken: a log of all that was. What was taken at `t` leaves
 * the window at `t + windowMs`.
 */
export class SlidingWindow implements Meter {
  readonly limit: number
  readonly windowMs: number
  readonly log: LogEntry | undefined
  /** What was looked for last: one exchange asks for the same instant several times. */
  #oldest: LogEntry | undefined
  #oldestAtMs = NaN

  constructor(limit: number, windowMs: number, log?: LogEntry) {
    this.limit = limit
    this.windowMs = windowMs
    this.log = log
  }

  waitMs(amount: number, atMs: number): number {
    if (amount > this.limit) return Infinity
    const excess = this.#usedAt(atMs) + amount - this.limit
    if (excess <= 0) return 0
    // Until the entry has left with which enough has gone.
    const keeps = (this.log?.total ?? 0) + amount - this.limit
    const last = oldestPresent(this.log, ({ total }) => total < keeps)!
    return tidied(last.atMs + this.windowMs - atMs)
  }

  taken(amount: number, atMs: number): SlidingWindow {
    return new SlidingWindow(this.limit, this.windowMs, logged(this.#trimmed(atMs), amount, atMs))
  }

  remaining(atMs: number): number {
    return Math.max(0, this.limit - this.#usedAt(atMs))
  }

  unusedInMs(atMs: number): number {
    const oldest = this.#oldestAt(atMs)
    return oldest === undefined ? 0 : tidied(this.log!.atMs + this.windowMs - atMs)
  }

  #usedAt(atMs: number): number {
    const oldest = this.#oldestAt(atMs)
    return oldest === undefined ? 0 : this.log!.total - (oldest.before?.total ?? 0)
  }

  #oldestAt(atMs: number): LogEntry | undefined {
    if (atMs !== this.#oldestAtMs) {
      this.#oldest = oldestPresent(this.log, (entry) => entry.atMs + this.windowMs <= atMs + sameInstantMs)
      this.#oldestAtMs = atMs
    }
    return this.#oldest
  }

  #trimmed(atMs: number): LogEntry | undefined {
    const oldest = this.#oldestAt(atMs)
    if (oldest === undefined) return undefined
    const left = oldest.length - 1
    const present = this.log!.length - left
    return left > Math.max(mostForgotten, present) ? since(oldest, this.log!) : this.log
  }
}

import { FifoLimiter, tokensBefore, type Meter, type Place } from './fifoLimiter.ts'
import { ceilToGrid } from './grid.ts'
import { windowMs, type RateLimiter, type RateLimits } from './rateLimiter.ts'

/** Starts in order, each kept until it has left every window that is still to come. */
class StartLog implements Meter<undefined> {
  readonly #rpm: number
  readonly #tpm: number
  readonly #log: Place<undefined>[] = []

  constructor({ rpm = Infinity, tpm = Infinity }: RateLimits) {
    this.#rpm = rpm
    this.#tpm = tpm
  }

  admits(tokens: number): boolean {
    return tokens <= this.#tpm
  }

  /** A window after the last place that must have left before this request fits: into `rpm`, and into `tpm`. */
  opensAtMs(nowMs: number, tokens: number, queue: readonly Place<undefined>[], index: number): number {
    const waiting = Math.max(index - this.#rpm, lastToLeave(queue, index, this.#tpm - tokens))
    // However late it is, it starts now at the earliest.
    if (waiting >= 0) return Math.max(queue[waiting]!.atMs, nowMs) + windowMs
    const { length } = this.#log
    const room = this.#tpm - tokens - tokensBefore(queue, index)
    const started = Math.max(length - (this.#rpm - index), lastToLeave(this.#log, length, room))
    return started < 0 ? -Infinity : this.#log[started]!.atMs + windowMs
  }

  mark(): undefined {
    return undefined
  }

  start(place: Place<undefined>, nowMs: number): void {
    this.#forget(nowMs)
    place.atMs = ceilToGrid(nowMs)
    place.tokensThrough = (this.#log.at(-1)?.tokensThrough ?? 0) + place.tokens
    this.#log.push(place)
  }

  withdraw(place: Place<undefined>): void {
    const index = this.#log.lastIndexOf(place)
    if (index === -1) return
    this.#log.splice(index, 1)
    for (let later = index; later < this.#log.length; later += 1) this.#log[later]!.tokensThrough -= place.tokens
  }

  /** Many at a time, about once a window: moving the whole log for each would cost more than keeping them. */
  #forget(nowMs: number): void {
    if (this.#log.length === 0 || this.#log[0]!.atMs + 2 * windowMs > nowMs) return
    const kept = this.#log.findIndex(({ atMs }) => atMs + windowMs > nowMs)
    this.#log.splice(0, kept === -1 ? this.#log.length : kept)
  }
}

/** Of the first `end` places the last that must leave before the others hold at most `room` tokens; -1: none must. */
function lastToLeave(places: readonly Place[], end: number, room: number): number {
  if (room === Infinity || end === 0) return -1
  const leastThrough = places[end - 1]!.tokensThrough - room
  if (leastThrough <= places[0]!.tokensThrough - places[0]!.tokens) return -1
  let low = 0
  let high = end - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (places[middle]!.tokensThrough < leastThrough) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * An exact sliding log: in every window of 60 s at most `rpm` requests start, and they reserve at most `tpm` tokens.
 * One log for both. It remembers the starts of two minutes; a request costs a binary search or two.
 */
export const slidingLog = (limits: RateLimits): RateLimiter => new FifoLimiter(new StartLog(limits))

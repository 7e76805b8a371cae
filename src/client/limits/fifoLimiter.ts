import { windowMs, type RateLimiter, type Reservation } from './rateLimiter.ts'

/** A reservation as its limiter keeps it. */
export interface Place<Mark> extends Reservation {
  /** Its number in the order of asking. */
  readonly ticket: number
  readonly askedAtMs: number
  readonly tokens: number
  /** Neither: cancelled, lapsed, or never to start. */
  state: 'waiting' | 'started' | 'neither'
  /** When it counts as started; while it waits, when it could, as far as is known: perhaps later than `startAtMs`. */
  atMs: number
  /** What the algorithm notes on it. */
  mark: Mark
}

/** One algorithm: the memory of what has started, and the rule by which those that wait follow. */
export interface Meter<Mark> {
  /** Whether a request of so many tokens can ever start. */
  admits(tokens: number): boolean
  /** From when a request may start behind all that have started and behind the first `index` of the queue. */
  opensAtMs(tokens: number, queue: readonly Place<Mark>[], index: number): number
  /** The mark of a place that starts at `atMs`, behind the one with the mark `before`. */
  mark(tokens: number, atMs: number, before: Mark | undefined): Mark
  start(place: Place<Mark>, nowMs: number): void
  /** It has not started after all. */
  withdraw(place: Place<Mark>): void
}

/**
 * The queue before a meter. The plan is what is known when a place is handed out; what counts is `confirm`, which asks
 * the meter about real starts and keeps room for those further in front, for as long as they are less than a window
 * late. So nobody is overtaken who is on time, who was late once is not late for ever, and who never comes back does not
 * hold up the rest.
 */
export class FifoLimiter<Mark> implements RateLimiter {
  readonly #meter: Meter<Mark>
  /** Those that wait, by ticket; hence by `atMs` too. */
  readonly #queue: Place<Mark>[] = []
  #tickets = 0
  /** The last instant that was told. */
  #nowMs = -Infinity

  constructor(meter: Meter<Mark>) {
    this.#meter = meter
  }

  earliest(nowMs: number, tokens: number): number {
    this.#passTo(nowMs)
    const last = this.#queue.at(-1)
    if (last !== undefined && last.atMs <= nowMs) this.#plan(0)
    return this.#meter.admits(tokens) ? this.#instantAt(this.#queue.length, nowMs, tokens) : Infinity
  }

  reserve(nowMs: number, tokens: number): Place<Mark> {
    const startAtMs = this.earliest(nowMs, tokens)
    const mark = this.#meter.mark(tokens, startAtMs, this.#queue.at(-1)?.mark)
    const ticket = this.#tickets++
    const place: Place<Mark> = { startAtMs, ticket, askedAtMs: nowMs, tokens, state: 'neither', atMs: startAtMs, mark }
    if (startAtMs <= nowMs) this.#start(place, nowMs)
    else if (startAtMs < Infinity) {
      place.state = 'waiting'
      this.#queue.push(place)
    }
    return place
  }

  confirm(place: Place<Mark>, nowMs: number): number {
    this.#passTo(nowMs)
    if (!this.#meter.admits(place.tokens)) return Infinity
    if (place.state !== 'waiting') this.#queueAgain(place)
    if (place.atMs <= nowMs) {
      const index = this.#indexOf(place)
      this.#plan(0, index + 1)
      if (place.atMs <= nowMs) {
        this.#queue.splice(index, 1)
        this.#start(place, nowMs)
        if (index > 0) this.#plan(index)
        return 0
      }
      this.#plan(index + 1)
    }
    place.startAtMs = place.atMs
    return place.atMs - nowMs
  }

  cancel(place: Place<Mark>): void {
    const { state } = place
    if (state === 'neither') return
    place.state = 'neither'
    const index = this.#indexOf(place)
    if (state === 'waiting') this.#queue.splice(index, 1)
    else this.#meter.withdraw(place)
    this.#plan(state === 'waiting' ? index : 0)
  }

  /** Places that are a window late keep no room any more; who comes back for one is queued again. */
  #passTo(nowMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, nowMs)
    let lapsed = 0
    while (lapsed < this.#queue.length && this.#queue[lapsed]!.atMs + windowMs <= nowMs) lapsed += 1
    if (lapsed === 0) return
    for (const place of this.#queue.splice(0, lapsed)) place.state = 'neither'
    this.#plan(0)
  }

  #start(place: Place<Mark>, nowMs: number): void {
    place.state = 'started'
    place.startAtMs = nowMs
    place.movedUp = undefined
    this.#meter.start(place, nowMs)
  }

  #queueAgain(place: Place<Mark>): void {
    const index = this.#indexOf(place)
    const hasStarted = place.state === 'started'
    if (hasStarted) this.#meter.withdraw(place)
    place.state = 'waiting'
    this.#queue.splice(index, 0, place)
    this.#plan(hasStarted ? 0 : index)
  }

  /** Where it stands in the queue, or would by its ticket. */
  #indexOf({ ticket }: Place<Mark>): number {
    let low = 0
    let high = this.#queue.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#queue[middle]!.ticket < ticket) low = middle + 1
      else high = middle
    }
    return low
  }

  /** Not before it was asked for, nor before the place in front. */
  #instantAt(index: number, askedAtMs: number, tokens: number): number {
    const inFrontMs = index === 0 ? -Infinity : this.#queue[index - 1]!.atMs
    return Math.max(askedAtMs, inFrontMs, this.#meter.opensAtMs(tokens, this.#queue, index))
  }

  /** Plans part of the queue anew. Who may start earlier is told; who must start later learns it when it confirms. */
  #plan(from: number, to = this.#queue.length): void {
    const moved: Place<Mark>[] = []
    for (let index = from; index < to; index += 1) {
      const place = this.#queue[index]!
      // Who moves up moves to now at most: it is not late for what it could not know.
      const knownMs = Math.min(place.atMs, this.#nowMs)
      place.atMs = Math.max(knownMs, this.#instantAt(index, place.askedAtMs, place.tokens))
      // Who is late can start now at the earliest: that is the room it needs.
      const startAtMs = Math.max(place.atMs, this.#nowMs)
      place.mark = this.#meter.mark(place.tokens, startAtMs, this.#queue[index - 1]?.mark)
      if (place.atMs >= place.startAtMs) continue
      place.startAtMs = place.atMs
      moved.push(place)
    }
    for (const place of moved) place.movedUp?.()
  }
}

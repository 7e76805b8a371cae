import { windowMs, type RateLimiter, type Reservation } from './rateLimiter.ts'

/** A reservation as its limiter keeps it. */
export interface Place<Mark = unknown> extends Reservation {
  /** Its number in the order of asking. */
  readonly ticket: number
  readonly askedAtMs: number
  readonly tokens: number
  /** Neither: cancelled, lapsed, or never to start. */
  state: 'waiting' | 'started' | 'neither'
  /** When it counts as started; while it waits, when it could, as far as is known: not always what its owner knows. */
  atMs: number
  /** The tokens of all places of its list up to and with this one, counted from anywhere. */
  tokensThrough: number
  /** What the algorithm notes on it. */
  mark: Mark
}

/** One algorithm: the memory of what has started, and the rule by which those that wait follow. */
export interface Meter<Mark> {
  /** Whether a request of so many tokens can ever start. */
  admits(tokens: number): boolean
  /** From when a request may start behind all that have started and behind the first `index` of the queue. */
  opensAtMs(nowMs: number, tokens: number, queue: readonly Place<Mark>[], index: number): number
  /** The mark of a place that starts at `atMs`, behind the one with the mark `before`. */
  mark(tokens: number, atMs: number, before: Mark | undefined): Mark
  start(place: Place<Mark>, nowMs: number): void
  /** It has not started after all. */
  withdraw(place: Place<Mark>): void
}

/**
 * The queue before a meter. The plan is what is known when a place is handed out; what counts is `confirm`, which asks
 * the meter about real starts and keeps room for those further in front, for as long as they are less than a window
 * late. So nobody is overtaken who is on time, who was late once is not late for ever, and who never comes back does
 * not hold up the rest.
 */
export class FifoLimiter<Mark> implements RateLimiter {
  readonly #meter: Meter<Mark>
  /** Those that wait, by ticket; hence by `atMs` too. */
  readonly #queue: Place<Mark>[] = []
  #tickets = 0
  /** The last instant that was told. */
  #nowMs = -Infinity
  /** Somebody has left, so that the places behind may be earlier than planned: planned anew when somebody asks. */
  #stale = false
  /** By the plan somebody could start earlier than it knows. */
  #hasMovedUp = false

  constructor(meter: Meter<Mark>) {
    this.#meter = meter
  }

  earliest(nowMs: number, tokens: number): number {
    this.#passTo(nowMs)
    return this.#meter.admits(tokens) ? this.#instantAt(this.#queue.length, nowMs, tokens) : Infinity
  }

  reserve(nowMs: number, tokens: number): Place<Mark> {
    const startAtMs = this.earliest(nowMs, tokens)
    const last = this.#queue.at(-1)
    const place: Place<Mark> = {
      startAtMs,
      ticket: this.#tickets++,
      askedAtMs: nowMs,
      tokens,
      state: 'neither',
      atMs: startAtMs,
      tokensThrough: (last?.tokensThrough ?? 0) + tokens,
      mark: this.#meter.mark(tokens, startAtMs, last?.mark),
    }
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
        this.#leave(index)
        this.#start(place, nowMs)
        this.#tell(this.#queue[0])
        return 0
      }
      this.#plan(index + 1)
    }
    place.startAtMs = place.atMs
    return place.atMs - nowMs
  }

  cancel(place: Place<Mark>): void {
    if (place.state === 'neither') return
    const index = place.state === 'waiting' ? this.#indexOf(place) : -1
    if (index === -1) this.#meter.withdraw(place)
    else this.#leave(index)
    place.state = 'neither'
    this.#stale = true
    if (index <= 0) this.#moveFirstUp()
  }

  /**
   * Places that are a window late keep no room any more; who comes back for one is queued again. And who could start by
   * now, but knows of a later instant only, is told.
   */
  #passTo(nowMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, nowMs)
    for (;;) {
      if (this.#stale) this.#plan(0)
      const first = this.#queue[0]
      if (first === undefined || first.atMs > nowMs || first.startAtMs + windowMs > nowMs) break
      this.#queue.shift()
      first.state = 'neither'
      this.#stale = true
    }
    for (let index = 0; this.#hasMovedUp && index < this.#queue.length; index += 1) {
      if (this.#queue[index]!.atMs > nowMs) break
      this.#tell(this.#queue[index])
    }
  }

  #start(place: Place<Mark>, nowMs: number): void {
    place.state = 'started'
    place.startAtMs = nowMs
    place.movedUp = undefined
    this.#meter.start(place, nowMs)
  }

  #leave(index: number): void {
    this.#queue.splice(index, 1)
    // Behind a gap the sums are wrong.
    if (index > 0) this.#stale = true
  }

  #queueAgain(place: Place<Mark>): void {
    if (place.state === 'started') this.#meter.withdraw(place)
    place.state = 'waiting'
    this.#queue.splice(this.#indexOf(place), 0, place)
    this.#plan(0)
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
    return Math.max(askedAtMs, inFrontMs, this.#meter.opensAtMs(this.#nowMs, tokens, this.#queue, index))
  }

  #plan(from: number, to = this.#queue.length): void {
    if (from === 0 && to === this.#queue.length) this.#stale = this.#hasMovedUp = false
    for (let index = from; index < to; index += 1) {
      const place = this.#queue[index]!
      const before = this.#queue[index - 1]
      place.atMs = this.#instantAt(index, place.askedAtMs, place.tokens)
      place.tokensThrough = before === undefined ? place.tokens : before.tokensThrough + place.tokens
      place.mark = this.#meter.mark(place.tokens, place.atMs, before?.mark)
      this.#hasMovedUp ||= place.atMs < place.startAtMs
    }
  }

  /** Only the first needs to know at once; the others learn it when those in front have started. */
  #moveFirstUp(): void {
    const first = this.#queue[0]
    if (first === undefined) return
    first.atMs = this.#instantAt(0, first.askedAtMs, first.tokens)
    this.#tell(first)
  }

  /** Whoever must start later than it knows learns that when it confirms. */
  #tell(place: Place<Mark> | undefined): void {
    if (place?.movedUp === undefined) return
    const startAtMs = Math.max(place.atMs, this.#nowMs)
    if (startAtMs >= place.startAtMs) return
    place.startAtMs = startAtMs
    place.movedUp()
  }
}

/** The tokens of the first `index` places of a queue. */
export function tokensBefore(queue: readonly Place[], index: number): number {
  return index === 0 ? 0 : queue[index - 1]!.tokensThrough - queue[0]!.tokensThrough + queue[0]!.tokens
}

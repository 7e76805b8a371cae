/** The window of "requests per minute", in ms. */
const windowMs = 60_000

/** A place in the queue: the instant from which the request may start. */
export interface Reservation {
  startAtMs: number
  /** Its instant was still to come when it was given; a confirmed one has started. */
  waits: boolean
}

/**
 * An exact sliding log: in every window of 60 s at most `rpm` requests start. It hands out places in the order they
 * are asked for and returns the wait; it never sleeps. Monotonic ms throughout: a wall clock that jumps cannot open it.
 */
export class SlidingLogLimiter {
  readonly #rpm: number
  /** Places taken and requests started, in order of their instants; of those gone by only the last `rpm` matter. */
  readonly #log: Reservation[] = []

  constructor(rpm: number) {
    this.#rpm = rpm
  }

  /** When the next request could start; asking takes nothing. */
  earliest(nowMs: number): number {
    const blocking = this.#log.at(-this.#rpm)
    return blocking === undefined ? nowMs : Math.max(nowMs, blocking.startAtMs + windowMs)
  }

  reserve(nowMs: number): Reservation {
    const startAtMs = this.earliest(nowMs)
    const reservation = { startAtMs, waits: startAtMs > nowMs }
    this.#insert(reservation)
    this.#forget(nowMs)
    return reservation
  }

  /**
   * The request starts now, perhaps later than planned (a timer is never early, but may be late). If others were late
   * too and the last minute is full by now, it must wait a little longer: returns how long, 0 if it may go.
   */
  confirm(reservation: Reservation, nowMs: number): number {
    this.cancel(reservation)
    let started = 0
    const blocking = this.#log.findLast(({ waits }) => !waits && ++started === this.#rpm)
    reservation.startAtMs = blocking === undefined ? nowMs : Math.max(nowMs, blocking.startAtMs + windowMs)
    reservation.waits = reservation.startAtMs > nowMs
    this.#insert(reservation)
    return reservation.startAtMs - nowMs
  }

  /** The request will not start (aborted, or gone elsewhere): it has used nothing. */
  cancel(reservation: Reservation): void {
    const index = this.#log.indexOf(reservation)
    if (index !== -1) this.#log.splice(index, 1)
  }

  #insert(reservation: Reservation): void {
    const before = this.#log.findLastIndex(({ startAtMs }) => startAtMs <= reservation.startAtMs)
    this.#log.splice(before + 1, 0, reservation)
  }

  /** Places that have left every window that is still to come. */
  #forget(nowMs: number): void {
    let gone = 0
    while (this.#log.length - gone > this.#rpm && this.#log[gone]!.startAtMs + windowMs <= nowMs) gone += 1
    if (gone > 0) this.#log.splice(0, gone)
  }
}

/** The limiter of one endpoint. */
export const slidingLog = (rpm: number): SlidingLogLimiter => new SlidingLogLimiter(rpm)

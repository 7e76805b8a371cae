/** A place in a limiter's queue. */
export interface Reservation {
  /** The instant from which the request may start; not after now: it counts as started. Infinity: never. */
  startAtMs: number
  /**
   * Called when those in front have left and `startAtMs` has become earlier: who sleeps until then may sleep less.
   * Forgotten when the request starts. It must not call the limiter. If it is not set, `startAtMs` stays as it is.
   */
  movedUp?: (() => void) | undefined
}

/**
 * Says when a request may start, and never sleeps. Places are taken in the order they are asked for (FIFO), and a
 * place that waits is confirmed at the instant it starts. All instants are monotonic ms and never go back: a wall
 * clock that jumps cannot open a limiter. Tokens are whole numbers from 0, as estimated before the request.
 */
export interface RateLimiter {
  /** When a request of so many tokens could start; asking takes nothing. Infinity: never, a whole minute holds fewer. */
  earliest(nowMs: number, tokens: number): number
  reserve(nowMs: number, tokens: number): Reservation
  /**
   * The request starts now, perhaps later than planned (a timer is never early, but may be late). Returns 0 if it may
   * go, and then it counts as started now; else how many ms longer it must wait, because others were late too. Whoever
   * holds a place that counts as started, but did not start then, confirms it at the instant it does.
   */
  confirm(reservation: Reservation, nowMs: number): number
  /** The request will not start (aborted, or gone elsewhere): it has used nothing. */
  cancel(reservation: Reservation): void
}

/** Per sliding minute to one endpoint, retries included. Left out or Infinity: no limit. */
export interface RateLimits {
  /** Requests that start. */
  readonly rpm?: number | undefined
  /** Tokens reserved by the requests that start. */
  readonly tpm?: number | undefined
}

/** The window of "per minute", in ms. */
export const windowMs = 60_000

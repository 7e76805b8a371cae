/**
 * How much of one quota is used: immutable, so that the state of a script stays data. Units are requests or tokens;
 * instants are ms since the run began. Nothing here waits: a meter says when.
 */
export interface Meter {
  readonly limit: number
  readonly windowMs: number
  /** How long until `amount` more fits, if nobody else takes any: 0 if it fits now, Infinity if it never will. */
  waitMs(amount: number, atMs: number): number
  /** After `amount` was taken, whether it fitted or not. */
  taken(amount: number, atMs: number): Meter
  /** Whole units that fit now, never below 0. */
  remaining(atMs: number): number
  /** How long until nothing is used any more, if nobody takes any. */
  unusedInMs(atMs: number): number
}

/**
 * Two instants that are closer than this are one: a nanosecond. Whoever comes back after `waitMs` comes at `atMs + waitMs`,
 * which as a sum of floating-point numbers may lie a hair before the instant that was meant.
 */
export const sameInstantMs = 1e-6

/** A span that is a hair off whole ms, as differences of instants are, is those whole ms: a ceiling shall not add one. */
export function tidied(ms: number): number {
  const whole = Math.round(ms)
  return Math.abs(ms - whole) < sameInstantMs / 2 ? whole : ms
}

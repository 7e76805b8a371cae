/** Times in a history are rounded to a microsecond, so sums of them are off by as much. */
export const roundingMs = 0.001

/** `atMs` is later than `otherMs` by more than two witnesses may differ. */
export function isLater(atMs: number, otherMs: number, toleranceMs: number): boolean {
  // Between one microsecond and two: doubles do not add them up exactly.
  return atMs > otherMs + toleranceMs + 1.5 * roundingMs
}

/** `atMs` is not before `otherMs`, and later by no less than two witnesses may differ. */
export function isReached(atMs: number, otherMs: number, toleranceMs: number): boolean {
  return atMs > otherMs + toleranceMs - roundingMs / 2
}

/** For messages: no more digits than a reader needs. */
export function inMs(durationMs: number): string {
  return `${Math.round(durationMs * 1000) / 1000} ms`
}

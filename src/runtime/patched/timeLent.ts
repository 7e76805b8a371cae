import type { Clock, Timer } from '../clock.ts'

/** Captured when the module loads: what is real stays real, whatever is patched later. */
const real = { setTimeout, clearTimeout }

/** The clock that this process's own timers run by, while a run has lent it one. */
let lent: Clock | undefined

export function lendClock(clock: Clock | undefined): void {
  lent = clock
}

export function lentClock(): Clock | undefined {
  return lent
}

/** A timer on the lent clock; without one in real time, where it keeps no process alive. */
export function lentTimer(delayMs: number, callback: () => void): Timer {
  if (lent !== undefined) return lent.timer(delayMs, callback)
  const handle = real.setTimeout(callback, delayMs).unref()
  return { cancel: () => real.clearTimeout(handle) }
}

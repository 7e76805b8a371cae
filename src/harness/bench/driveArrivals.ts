import { countArrivals, type Arrival } from './arrivals.ts'
import type { CallsUnderWay } from './callsUnderWay.ts'
import { isStopped, type Driving } from './driving.ts'
import { sleepUnlessStopped } from './sleepUnlessStopped.ts'

/** Starts each call when it is due. Returns how many were left when the run was stopped; null if they cannot be counted. */
export async function driveArrivals(
  driving: Driving,
  calls: CallsUnderWay,
  arrivals: Iterator<Arrival, void> & Iterable<Arrival>,
): Promise<number | null> {
  const { plan, stop } = driving
  let next = arrivals.next()
  while (next.done !== true) {
    if (isStopped(stop) || calls.bug !== undefined) return countLeft(arrivals)
    // All that is due starts in one turn. What falls due meanwhile waits for the next one, so that answers are read between.
    const nowMs = calls.elapsedMs()
    while (next.done !== true && next.value.dueMs <= nowMs) {
      const { call, dueMs } = next.value
      if (calls.inFlight < plan.maxInFlight) void calls.start(call, dueMs)
      else calls.drop(call, dueMs)
      next = arrivals.next()
    }
    if (next.done !== true) await sleepUnlessStopped(driving, next.value.dueMs - calls.elapsedMs())
  }
  return 0
}

/** With the one that was looked at already. */
function countLeft(arrivals: Iterable<Arrival>): number | null {
  const rest = countArrivals(arrivals)
  return rest === null ? null : rest + 1
}

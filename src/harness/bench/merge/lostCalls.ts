import type { CallSample } from '../../../bench/sample.ts'
import { plannedLoad, type Arrival } from '../arrivals.ts'
import type { BenchPlan } from '../benchPlan.ts'
import { placedSample } from '../placedSample.ts'
import { droppedCall } from '../unmeasured.ts'

const lost = 'lost'

export function isLost({ outcome, reason }: CallSample): boolean {
  return outcome === 'dropped' && reason === lost
}

/**
 * What stands for a call that was due and that nobody recorded, because its shard is missing or died: dropped, so it counts as
 * a failure of the load. No run but a merged one holds such.
 */
function lostSample(plan: BenchPlan, { call, dueMs }: Arrival): CallSample {
  return placedSample(plan, { call, dueMs, startedMs: null }, { ...droppedCall, reason: lost })
}

/** Calls of an open load that are not recorded. Callers that wait for answers have none: who is missing asks nothing. */
export function* lostCalls(plan: BenchPlan, isRecorded: (call: number) => boolean): Generator<CallSample> {
  const load = plannedLoad(plan)
  if (load.arrivals === 'closed') return
  for (const arrival of load.instants()) if (!isRecorded(arrival.call)) yield lostSample(plan, arrival)
}

import { shapeNamed } from '../../../load/index.ts'
import { createRandom } from '../../../runtime/index.ts'
import type { BenchPlan } from '../benchPlan.ts'

/** No benchmark makes so many: a load that could is ended by its time. */
const endsByTime = 100_000_000

/** How many calls a plan makes at most; null where time alone ends it. */
export function plannedCalls({ load, maxCalls, maxDurationMs, seed }: BenchPlan): number | null {
  const shape = shapeNamed(load.type)
  if (shape.arrivals === 'closed') {
    const { callers, callsPerCaller } = shape.plan(load as never)
    const calls = Math.min(callers * callsPerCaller, maxCalls ?? Infinity)
    return calls > endsByTime ? null : calls
  }
  let calls = 0
  for (const startMs of shape.starts(load as never, createRandom(seed).stream('arrivals'))) {
    if (maxDurationMs !== null && startMs >= maxDurationMs) break
    if (maxCalls !== null && calls >= maxCalls) break
    calls += 1
  }
  return calls
}

import { ascending, shapeNamed, type ClosedPlan } from '../../load/index.ts'
import { createRandom } from '../../runtime/index.ts'
import { isOfShard } from './callPlace.ts'
import type { BenchPlan, Shard } from './benchPlan.ts'
import { rounded } from './unmeasured.ts'

export interface Arrival {
  readonly call: number
  /** Ms since the run began. */
  readonly dueMs: number
}

/** The load of a plan: instants that are known beforehand, or callers that wait for their answers. */
export type PlannedLoad =
  | { readonly arrivals: 'open'; readonly instants: () => Generator<Arrival, void> }
  | { readonly arrivals: 'closed'; readonly callers: ClosedPlan }

/**
 * The load with its limits and, of a shard, its own calls only: their instants are those of the whole. The same seed gives
 * the same instants; they are made as they are asked for. Throws for a shape that is none.
 */
export function plannedLoad(plan: BenchPlan, shard?: Shard): PlannedLoad {
  const shape = shapeNamed(plan.load.type)
  const options = plan.load as never
  if (shape.arrivals === 'closed') return { arrivals: 'closed', callers: shape.plan(options) }
  return {
    arrivals: 'open',
    instants: function* () {
      const { maxCalls, maxDurationMs, models, seed } = plan
      let call = 0
      for (const startMs of ascending(shape.starts(options, createRandom(seed).stream('arrivals')), shape.type)) {
        const dueMs = rounded(startMs)
        if (call >= (maxCalls ?? Infinity) || dueMs >= (maxDurationMs ?? Infinity)) return
        if (isOfShard(call, models.length, shard)) yield { call, dueMs }
        call += 1
      }
    },
  }
}

/** How many of a load's callers are the shard's. */
export function callersOfShard({ callers }: ClosedPlan, shard: Shard | undefined): number {
  return shard === undefined ? callers : Math.max(0, Math.ceil((callers - (shard.index - 1)) / shard.of))
}

/** More are not counted: it would hold up whoever waits for the number. */
const mostCounted = 5_000_000

/** How many calls the plan (or a shard of it) comes to; null where only time will tell. */
export function countCalls(plan: BenchPlan, shard?: Shard): number | null {
  const load = plannedLoad(plan, shard)
  if (load.arrivals === 'open') return countArrivals(load.instants())
  const { callsPerCaller } = load.callers
  if (callsPerCaller === Infinity || plan.maxDurationMs !== null) return plan.maxCalls
  const total = callersOfShard(load.callers, shard) * callsPerCaller
  const share = plan.maxCalls === null ? Infinity : callsOfShard(plan.maxCalls, plan.models.length, shard)
  return Math.min(total, share)
}

/** How many are left; null if they are too many to count. */
export function countArrivals(arrivals: Iterable<Arrival>): number | null {
  let count = 0
  for (const _arrival of arrivals) if ((count += 1) > mostCounted) return null
  return count
}

/** How many of the first `calls` of a plan are the shard's. */
function callsOfShard(calls: number, modelCount: number, shard: Shard | undefined): number {
  if (shard === undefined) return calls
  const round = modelCount * shard.of
  const before = (shard.index - 1) * modelCount
  return Math.floor(calls / round) * modelCount + Math.min(modelCount, Math.max(0, (calls % round) - before))
}

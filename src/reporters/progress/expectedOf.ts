import type { BenchPlan, Shard } from '../../harness/bench/benchPlan.ts'
import { plannedCalls } from '../../harness/bench/live/plannedCalls.ts'
import type { Expected } from './progressView.ts'

/** What a plan lets expect of a run in real time, or of one shard of it. Virtual time has no pace that a person could see. */
export function expectedOf(plan: BenchPlan, shard: Shard = { index: 1, of: 1 }): Expected {
  const all = plannedCalls(plan)
  return {
    calls: all === null ? null : plan.models.map((_model, index) => callsOf(index, all, plan.models.length, shard)),
    durationMs: plan.world === 'virtual' ? null : plan.maxDurationMs,
    capUsd: plan.maxCostUsd,
  }
}

/** Every `modelCount`th call is this model's, and every `shard.of`th pair the shard's. */
function callsOf(index: number, all: number, modelCount: number, shard: Shard): number {
  const pairs = Math.max(0, Math.ceil((all - index) / modelCount))
  return Math.max(0, Math.ceil((pairs - (shard.index - 1)) / shard.of))
}

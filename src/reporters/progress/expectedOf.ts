import { countCalls } from '../../harness/bench/arrivals.ts'
import type { BenchPlan, Shard } from '../../harness/bench/benchPlan.ts'
import type { Expected } from './progressView.ts'

/** What a plan lets expect of a run in real time, or of one shard of it. Virtual time has no pace that a person could see. */
export function expectedOf(plan: BenchPlan, shard?: Shard): Expected {
  const all = countCalls(plan, shard)
  const modelCount = plan.models.length
  return {
    // The models take turns.
    calls: all === null ? null : plan.models.map((_model, index) => Math.max(0, Math.ceil((all - index) / modelCount))),
    durationMs: plan.world === 'virtual' ? null : plan.maxDurationMs,
    capUsd: plan.maxCostUsd,
  }
}

import type { ModelComparison } from '../../bench/compare/compareModels.ts'
import type { GateResult } from '../../bench/gates/judgeGates.ts'
import type { BenchSummary } from '../../bench/metrics/benchSummary.ts'
import type { BenchPlan, Shard, Workload } from './benchPlan.ts'
import type { EarlierRun } from './history/earlierRuns.ts'
import type { FaultBar } from './faultBars.ts'
import type { ModelTruth } from './upstreamTruth.ts'

/** Why a benchmark ended before its load was over. `disk`: for a time its records could not be written. */
export type EndedEarly = 'interrupted' | 'max-cost' | 'max-requests' | 'disk'

/** What a benchmark found: part of `report.json`. The prompts themselves are in `run.json`. */
export interface BenchReport {
  readonly plan: Omit<BenchPlan, 'workload'> & {
    readonly workload: Omit<Workload, 'prompts'> & { readonly prompts: number }
  }
  readonly planHash: string
  readonly shard: Shard | null
  readonly summary: BenchSummary
  readonly gates: readonly GateResult[]
  /** The models against the first of the plan; null of one model alone. */
  readonly models: ModelComparison | null
  /** Runs of the same question that lie beside this one, the oldest first. */
  readonly earlier: readonly EarlierRun[]
  /** The verdict in one sentence. */
  readonly sentence: string
  readonly endedEarly: EndedEarly | null
  /** Calls of the plan that nobody made; null where only time would have told how many. */
  readonly notBegun: number | null
  /** Lines of the history that could not be read. */
  readonly skippedLines: number
  /** When the scenario's faults were in force, as far as they have their time. */
  readonly faults: readonly FaultBar[]
  /** What the mock saw, model by model; null where another server was asked. */
  readonly mock: Readonly<Record<string, ModelTruth>> | null
}

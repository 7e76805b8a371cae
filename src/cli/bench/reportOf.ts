import { compareModels, defaultMargin } from '../../bench/compare/compareModels.ts'
import { judgeGates } from '../../bench/gates/judgeGates.ts'
import { SummaryBuilder } from '../../bench/metrics/summarise.ts'
import { countCalls } from '../../harness/bench/arrivals.ts'
import type { BenchReport, EndedEarly } from '../../harness/bench/benchReport.ts'
import { earlierRuns } from '../../harness/bench/history/earlierRuns.ts'
import { faultBars } from '../../harness/bench/faultBars.ts'
import type { BenchRun } from '../../harness/bench/store/readRun.ts'
import type { UpstreamTruth } from '../../harness/bench/upstreamTruth.ts'
import type { Report } from '../../harness/report.ts'
import type { Scenario } from '../../scenarios/index.ts'
import type { Limits } from './gates.ts'
import { benchVerdict } from './verdict.ts'

/** What the records do not say. */
export interface ReportFacts {
  readonly limits: Limits
  readonly endedEarly: EndedEarly | null
  readonly notBegun: number | null
  readonly elapsedMs: number
  readonly truth: UpstreamTruth | null
  /** Whose faults bent the answers; null for a good day, and where nobody knows it any more. */
  readonly scenario: Scenario | null
}

/** The report of a run on disk, whole or not. */
export function reportOf(
  run: BenchRun,
  { limits, endedEarly, notBegun, elapsedMs, truth, scenario }: ReportFacts,
): Report {
  const { tool, command, startedAt, plan, planHash, shard } = run.manifest
  const reading = run.read()
  const plannedCalls = endedEarly === null ? countCalls(plan, shard ?? undefined) : null
  const builder = new SummaryBuilder({ slo: limits.slo, plannedCalls })
  for (const record of reading.records()) builder.add(record)
  const found = builder.summary()
  const order = plan.models.map(({ id }) => id)
  const series = found.series.toSorted((one, other) => order.indexOf(one.series!) - order.indexOf(other.series!))
  const summary = { ...found, series }
  const gates = judgeGates(summary, limits.gates)
  const { verdict, sentence } = benchVerdict(summary, gates, endedEarly, plan.world !== 'live' && plan.baseURL === null)
  const { prompts, ...workload } = plan.workload
  const bench: BenchReport = {
    plan: { ...plan, workload: { ...workload, prompts: prompts.length } },
    planHash,
    shard,
    summary,
    gates,
    models: compareModels(builder.table, order, { margin: defaultMargin, slo: limits.slo }),
    earlier: earlierRuns(run),
    sentence,
    endedEarly,
    notBegun,
    skippedLines: reading.skipped.lines,
    faults: faultBars(plan, scenario?.upstream ?? null),
    mock: truth?.byModel ?? null,
  }
  const facts = { tool, command, startedAt, seed: plan.seed, wallMs: Math.round(elapsedMs) }
  return { schema: 'brownout/report/1', ...facts, verdict, runs: [], bench }
}

import { judgeGates } from '../../../src/bench/gates/judgeGates.ts'
import { compareModels } from '../../../src/bench/compare/compareModels.ts'
import { SummaryBuilder } from '../../../src/bench/metrics/summarise.ts'
import type { SeriesSummary } from '../../../src/bench/metrics/benchSummary.ts'
import type { EarlierRun } from '../../../src/harness/bench/history/earlierRuns.ts'
import type { Report, RunReport } from '../../../src/harness/report.ts'
import { benchPlan } from '../benchPlan.ts'
import { failed, many } from '../benchSamples.ts'
import { samplePlan } from '../samplePlan.ts'
import { brokeRun, heldRun, refusedRun, sampleReport } from '../sampleReport.ts'

const names = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']
const samples = many(150, (call) => {
  const series = names[call % 3]!
  if (call % 40 === 7) return { ...failed, series, attempts: 3 }
  return call % 25 === 3
    ? { series, model: 'abab6-chat', outcome: 'ok-after-fallback', attempts: 2, failoverMs: 90 }
    : { series, model: series }
})

/** Three of them: fewer are not shown. */
function earlierRuns({ calls, metrics }: SeriesSummary): EarlierRun[] {
  const { startedAt } = sampleReport
  return ['k1', 'k2', 'k3'].map((name) => ({ name, startedAt, commit: `commit of ${name}`, calls, metrics }))
}

function benchReport(): Report {
  const { workload, ...plan } = benchPlan()
  const builder = new SummaryBuilder()
  for (const one of samples) builder.add(one)
  const summary = builder.summary()
  const gates = judgeGates(summary, [{ metric: 'total.p95', comparison: '<', limit: 1, text: '< 1ms' }])
  const bench = {
    plan: { ...plan, workload: { ...workload, prompts: workload.prompts.length } },
    planHash: 'c0ffee',
    shard: null,
    summary,
    gates,
    models: compareModels(builder.table, names, { margin: 0.1, slo: [] }),
    earlier: earlierRuns(summary.whole),
    sentence: '3 of 3 gates broke.',
    endedEarly: null,
    notBegun: 0,
    skippedLines: 0,
    mock: null,
    faults: [{ model: 'deepseek-chat', fault: 'overloaded', fromMs: 300, toMs: 900 }],
  }
  return { ...sampleReport, command: 'brownout bench', runs: [], bench }
}

const ofProgram = (run: RunReport, scenario: string, verdict: 'fail' | 'non-strict' | 'unknown'): RunReport => ({
  ...run,
  target: 'exec:python3 app.py',
  world: 'loopback',
  scenario,
  token: null,
  again: 'npx brownout judge',
  notes: ['it printed garbage'],
  cell: { verdict, reason: 'why', rules: ['success-means-complete'], untested: ['deadline-kept'] },
})

/** A report of each kind, as plain JSON, with one of everything that can stand in it. */
export const templates: Readonly<Record<string, Report>> = {
  rehearsal: sampleReport,
  judged: {
    ...sampleReport,
    runs: [
      ofProgram(brokeRun, 'a', 'fail'),
      ofProgram(heldRun, 'b', 'non-strict'),
      ofProgram(refusedRun, 'c', 'unknown'),
    ],
  },
  plan: { ...sampleReport, command: 'brownout plan', runs: [], plan: samplePlan },
  bench: JSON.parse(JSON.stringify(benchReport())) as Report,
}

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { benchPlan } from '../../test/support/benchPlan.ts'
import { failed, sample } from '../../test/support/benchSamples.ts'
import { sampleReport } from '../../test/support/sampleReport.ts'
import { compareModels } from '../../src/bench/compare/compareModels.ts'
import { SummaryBuilder } from '../../src/bench/metrics/summarise.ts'
import type { CallSample } from '../../src/bench/sample.ts'
import { planHash } from '../../src/harness/bench/planHash.ts'
import type { PlanReport } from '../../src/harness/plan/planReport.ts'
import type { Report } from '../../src/harness/report.ts'
import { html } from '../../src/reporters/html.ts'
import { createRandom } from '../../src/runtime/index.ts'
import type { MadePage } from './pages.ts'

const largeCalls = 100_000

/** 100,000 calls of three models, as different from each other as measured ones: what packs worst. */
export function largePage(folder: string): MadePage {
  const plan = benchPlan()
  const random = createRandom(7)
  const drawn = (call: number, purpose: string) => random.stream(purpose, call)()
  const records = Array.from({ length: largeCalls }, (_, call): CallSample => {
    const dueMs = Math.round(call * 5_000 + 5_000 * drawn(call, 'due')) / 1000
    const firstTokenMs = rounded(dueMs + 40 + 60 * drawn(call, 'first') ** 3)
    const endedMs = rounded(firstTokenMs + 600 + 4_000 * drawn(call, 'end'))
    const series = plan.models[call % 3]!.id
    const outputTokens = 20 + Math.round(200 * drawn(call, 'tokens'))
    const costUsd = (outputTokens * 1.1e-6).toFixed(9)
    const times = { dueMs, startedMs: rounded(dueMs + drawn(call, 'lag')), firstTokenMs, endedMs }
    const answered = sample(call, {
      series,
      model: series,
      pair: Math.floor(call / 3),
      outputTokens,
      costUsd,
      atMostUsd: costUsd,
      ...times,
    })
    return drawn(call, 'fails') < 0.01 ? { ...answered, ...failed, attempts: 3 } : answered
  })
  const builder = new SummaryBuilder()
  for (const record of records) builder.add(record)
  const { prompts, ...workload } = plan.workload
  const report: Report = {
    ...sampleReport,
    command: 'brownout bench',
    verdict: 'held',
    runs: [],
    bench: {
      plan: { ...plan, workload: { ...workload, prompts: prompts.length } },
      planHash: planHash(plan),
      shard: null,
      summary: builder.summary(),
      gates: [],
      models: compareModels(
        builder.table,
        plan.models.map(({ id }) => id),
        { margin: 0.1, slo: [] },
      ),
      earlier: [],
      sentence: 'Measured. No gates were set.',
      endedEarly: null,
      notBegun: 0,
      skippedLines: 0,
      faults: [],
      mock: null,
    },
  }
  const { startedAt, tool } = report
  const run = {
    name: 'large',
    startedAt,
    tool,
    plan,
    planHash: planHash(plan),
    state: 'finished',
    records: () => records,
  } as const
  return { ...written(folder, 'large', html.render(report, run)[0]!.content), kind: 'bench' }
}

export function planPage(folder: string, name: string, plan: PlanReport): MadePage {
  const report: Report = { ...sampleReport, command: 'brownout plan', verdict: 'held', runs: [], plan }
  return { ...written(folder, name, html.render(report)[0]!.content), kind: 'plan' }
}

function written(folder: string, name: string, content: string): Omit<MadePage, 'kind'> {
  const file = join(folder, `${name}.html`)
  writeFileSync(file, content)
  return { name, file }
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

import type { CallSample, CallTry } from '../../src/bench/sample.ts'
import { summarise } from '../../src/bench/metrics/summarise.ts'
import type { BenchPlan } from '../../src/harness/bench/benchPlan.ts'
import { faultBars } from '../../src/harness/bench/faultBars.ts'
import type { Report } from '../../src/harness/report.ts'
import { catalogue, during, type Script } from '../../src/faults/index.ts'
import { createRandom } from '../../src/runtime/index.ts'
import { benchPlan } from './benchPlan.ts'
import { sample } from './benchSamples.ts'
import { samplePlan } from './samplePlan.ts'

const outage = { fromMs: 20_000, toMs: 35_000 }
const script: Script = {
  models: {
    first: [during(outage.fromMs, outage.toMs, catalogue.resetPeer({}))],
    second: [during(30_000, 45_000, catalogue.latency({ delayMs: 300 }))],
  },
}

/** Dollars of a call to each model. */
const costsUsd = [0.00012, 0.00036, 0.00024] as const

/** A minute of a hundred calls a second to three models: the first breaks for fifteen seconds, then the second is slow. */
function* chartedSamples(calls: number, { models }: Pick<BenchPlan, 'models'>): Generator<CallSample> {
  const random = createRandom(7)
  for (let call = 0; call < calls; call += 1) {
    const dueMs = (call * 60_000) / calls
    const index = call % models.length
    const draw = random.stream('sample', call)
    const firstTokenMs = (60 + 40 * index) * Math.exp(0.3 * (draw() + draw() + draw() + draw() - 2))
    const isSlow = index === 1 && dueMs >= 30_000 && dueMs < 45_000
    const isBroken = index === 0 && dueMs >= outage.fromMs && dueMs < outage.toMs
    const delayMs = (isSlow ? 300 : 0) + (isBroken ? 40 + 160 * draw() : 0)
    const costUsd = (costsUsd[index]! * (0.6 + 0.8 * draw())).toFixed(8)
    const [first, second] = [models[0]!.id, models[1]!.id]
    const ended = (ms: number) => Math.round((dueMs + ms) * 1000) / 1000
    const answered: Partial<CallSample> = {
      dueMs,
      series: models[index]!.id,
      model: models[isBroken ? 1 : index]!.id,
      startedMs: dueMs,
      firstTokenMs: ended(firstTokenMs + delayMs),
      endedMs: ended(firstTokenMs + delayMs + 300 + 900 * draw()),
      costUsd,
      atMostUsd: costUsd,
    }
    if (!isBroken) yield sample(call, answered)
    else if (draw() < 0.12)
      yield sample(call, {
        ...answered,
        outcome: 'failed',
        model: null,
        firstTokenMs: null,
        errorClass: 'network',
        reason: 'reset',
        status: null,
        attempts: 3,
        tries: triesOn([first, first, second], false),
        wastedUsd: costUsd,
      })
    else
      yield sample(call, {
        ...answered,
        outcome: 'ok-after-fallback',
        attempts: 2,
        tries: triesOn([first, second], true),
        failoverMs: delayMs,
        wastedUsd: '0.00004',
      })
  }
}

/** Attempts of 10 ms with waits of 20 ms between them; the last one lasts. */
function triesOn(names: readonly string[], isAnswered: boolean): CallTry[] {
  return names.map((model, index) => ({
    model,
    startedMs: index * 30,
    endedMs: index * 30 + (index === names.length - 1 ? 200 : 10),
    errorClass: isAnswered && index === names.length - 1 ? null : 'network',
  }))
}

/** The report of that minute, always the same; `names` are what its models are called. */
export function chartedReport(names?: readonly string[], calls = 6_000): Report {
  const base = benchPlan({ scenario: 'outage' })
  const models =
    names === undefined ? base.models : base.models.map((model, index) => ({ ...model, id: names[index]! }))
  const { workload, ...plan } = { ...base, models }
  return {
    schema: 'brownout/report/1',
    tool: { name: 'brownout', version: '0.0.0', commit: null, node: 'v26.10.0' },
    command: 'brownout bench',
    startedAt: '2026-05-31T00:00:00.000Z',
    wallMs: 61_000,
    seed: 1,
    verdict: 'held',
    runs: [],
    bench: {
      plan: { ...plan, workload: { ...workload, prompts: workload.prompts.length } },
      planHash: '0',
      shard: null,
      summary: summarise(chartedSamples(calls, { models })),
      gates: [],
      models: null,
      earlier: [],
      sentence: 'Measured. No gates were set.',
      endedEarly: null,
      notBegun: 0,
      skippedLines: 0,
      faults: faultBars({ models }, script),
      mock: null,
    },
  }
}

/** Every chart that there is: of that minute, and of a plan. */
export function chartedReports(): Report[] {
  const { bench: _, ...facts } = chartedReport()
  return [chartedReport(), { ...facts, plan: samplePlan }]
}

import type { PlanCell, PlanPercentiles, PlanReport } from '../../src/harness/plan/planReport.ts'

const models = ['deepseek-chat', 'moonshot-v1-8k']

const percentiles = (p50: number): PlanPercentiles => {
  const at = (value: number) => ({ value, interval: [value * 0.95, value * 1.07] as const })
  return {
    p50: at(p50),
    p90: at(p50 * 2),
    p95: at(p50 * 2.6),
    p99: at(p50 * 4),
    'p99.9': { value: null, interval: null },
  }
}

const cost = {
  meanUsd: 0.0012,
  p50Usd: 0.001,
  p90Usd: 0.002,
  p99Usd: 0.004,
  mostUsd: 0.01,
  perGoodUsd: 0.0013,
  wastedShare: 0.04,
  bins: [{ upToUsd: 0.01, calls: 1_000 }],
}

const cell = (perSecond: number): PlanCell => ({
  perSecond,
  trials: 5,
  calls: perSecond * 600,
  seconds: 600,
  offeredPerSecond: perSecond,
  achievedPerSecond: Math.min(perSecond, 42),
  goodPerSecond: perSecond <= 36 ? perSecond : Math.max(4, 72 - perSecond),
  successShare: Math.min(1, 42 / perSecond),
  successInterval: [0.99, 1],
  goodShare: perSecond <= 36 ? 1 : 0.6,
  fallbackShare: 0.02,
  ttftMs: percentiles(60 + 4 * perSecond),
  totalMs: percentiles(900 + 40 * perSecond),
  waitedMs: percentiles(1),
  attemptsPerCall: perSecond <= 32 ? 1 + perSecond / 400 : 1.08 + (perSecond - 32) / 12,
  refusedShare: 0.01,
  meanInFlight: perSecond,
  quotas: models.flatMap((model) => [
    {
      model,
      resource: 'tpm' as const,
      limit: 200_000,
      mean: 4_000 * perSecond,
      p95: 5_000 * perSecond,
      most: 240_000,
      share: perSecond / 40,
      refusals: 3,
    },
    {
      model,
      resource: 'rpm' as const,
      limit: 6_000,
      mean: 60 * perSecond,
      p95: 61 * perSecond,
      most: 3_000,
      share: perSecond / 98,
      refusals: 0,
    },
  ]),
  cost,
  keptShare: perSecond <= 36 ? 1 : 0,
  fittedMargin: perSecond <= 36 ? -0.2 : 0.1,
  isSustained: perSecond <= 36,
})

const sustained = {
  perSecond: 37.5,
  interval: [35.9, 38.4] as const,
  lastKept: 36,
  firstBroken: 40,
  bindsFirst: { resource: 'tpm' as const, model: 'deepseek-chat', share: 0.91 },
}

const span = { medianMs: 200, sigma: 0.4 }
const from = {
  rpm: 'config',
  tpm: 'config',
  concurrency: 'assumed',
  ttft: 'table',
  interToken: 'table',
  price: 'table',
} as const

/** A plan of two models behind one key, with all that a plan may hold. */
export const samplePlan: PlanReport = {
  schema: 'brownout/plan/1',
  sentence: 'Sustains 37.5 req/s [35.9, 38.4] with p99 TTFT <= 800 ms; tpm of deepseek-chat binds first.',
  input: {
    seed: 7,
    models: models.map((id) => ({
      id,
      origin: 'api.example',
      credential: 'key-1',
      price: { input: '0.42', output: '1.10' },
      rpm: 6_000,
      tpm: 200_000,
      concurrency: null,
      ttft: span,
      interToken: span,
      from,
    })),
    route: 'chain',
    workload: {
      name: 'chat',
      inputTokens: { median: 200, sigma: 0.5 },
      outputTokens: { median: 150, sigma: 0.6 },
      maxTokens: 512,
    },
    slo: [{ metric: 'ttft.p99', comparison: '<=', limit: 800, text: 'ttft.p99 <= 800ms' }],
    isDefaultSlo: false,
    demand: { peakPerSecond: 20, meanPerSecond: 8, users: 500, byHour: null },
    monthlyBudgetUsd: null,
    rates: { cny: 7.1, vnd: 26_000 },
    durationMs: 600_000,
    warmUpMs: 60_000,
    trials: 5,
    deadlineMs: 30_000,
  },
  cells: [4, 8, 16, 24, 32, 36, 40, 48].map(cell),
  sustained,
  headroom: 1.87,
  losses: [
    {
      ...sustained,
      kind: 'model',
      name: 'deepseek-chat',
      models: ['deepseek-chat'],
      perSecond: 21,
      interval: [20, 22],
      fitsDemand: true,
    },
    {
      ...sustained,
      kind: 'model',
      name: 'moonshot-v1-8k',
      models: ['moonshot-v1-8k'],
      perSecond: 18,
      interval: [17, 19],
      fitsDemand: false,
    },
    { ...sustained, kind: 'credential', name: 'key-1', models, perSecond: 0, interval: [0, 0], fitsDemand: false },
  ],
  cost,
  months: ([1, 2, 5] as const).map((times) => ({
    times,
    perSecond: 8 * times,
    callsPerMonth: 20_736_000 * times,
    usd: 24_883.2 * times,
    wastedUsd: 995.3 * times,
    cny: 176_670 * times,
    vnd: 646_963_200 * times,
    isSustained: times < 5,
  })),
  policies: {
    perSecond: 20,
    everyMs: 5_000,
    outage: { fromMs: 60_000, toMs: 120_000, models: ['deepseek-chat'], fault: 'answers 503' },
    durationMs: 240_000,
    outcomes: ['as-is', 'no-retry-budget', 'no-breaker'].map((policy, index) => ({
      policy,
      points: Array.from({ length: 48 }, (_, at) => {
        const isOut = at >= 12 && at < 24
        return {
          atMs: at * 5_000,
          offeredPerSecond: 20,
          wirePerSecond: isOut ? 24 + 14 * index : 20 + (at > 24 ? index * 4 : 0),
          goodPerSecond: isOut ? 16 - 4 * index : 20,
        }
      }),
      amplificationDuring: 1.2 + 0.7 * index,
      amplificationAfter: 1 + 0.2 * index,
      goodShareDuring: 0.8 - 0.2 * index,
      goodShareAfter: 1,
      recoversAfterMs: index === 2 ? null : 4_000 * (index + 1),
      costPerGoodUsd: 0.0012,
    })),
  },
  whatIf: {
    loadsPerSecond: [16, 32],
    lost: [
      { name: 'nothing', models: [] },
      { name: 'deepseek-chat', models: ['deepseek-chat'] },
    ],
    quotaFactors: [1, 2],
    points: [16, 32].flatMap((perSecond) =>
      [0, 1].flatMap((lost) =>
        [1, 2].map((quotaFactor) => ({
          perSecond,
          lost,
          quotaFactor,
          goodShare: 0.99 - 0.2 * lost,
          p99TtftMs: 400 + 10 * perSecond,
          p99TotalMs: lost === 1 ? ('Infinity' as const) : 4_000,
          refusedShare: 0.01,
          attemptsPerCall: lost === 1 ? 1.1 + perSecond / 28 : 1.05,
          meanInFlight: perSecond,
          costPerCallUsd: 0.0012,
          keepsSlo: lost === 0,
        })),
      ),
    ),
  },
}

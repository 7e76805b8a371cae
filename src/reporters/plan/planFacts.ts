import type { Loss, MonthlyCost, PlanCell, PlanReport, PolicyOutcome } from '../../harness/plan/planReport.ts'

type Fields = Readonly<Record<string, string | number | boolean | null>>

/** A word that says what the fact is, and what is said of it. */
export type Fact = readonly [word: string, fields: Fields]

/** What a plan found, a fact for each model, load, quota, loss, month and policy. */
export function planFactsOf({ sustained, headroom, input, cells, losses, months, policies }: PlanReport): Fact[] {
  const { perSecond, interval, lastKept, firstBroken, bindsFirst } = sustained
  const [low, high] = interval
  const { resource: binds, model, share } = bindsFirst
  return [
    ['sustained', { perSecond, low, high, lastKept, firstBroken, binds, model, share }],
    ...(input.demand === null ? [] : [['demand', { perSecond: input.demand.peakPerSecond, headroom }] as const]),
    ...input.models.map(({ id, rpm, tpm, concurrency, origin, credential }): Fact => {
      return ['model', { id, rpm, tpm, concurrency, origin, credential }]
    }),
    ...cells.flatMap((cell) => [loadOf(cell), ...quotasOf(cell)]),
    ...losses.map(lossOf),
    ...months.map(monthOf),
    ...(policies?.outcomes ?? []).map(policyOf),
  ]
}

function loadOf(cell: PlanCell): Fact {
  const { offeredPerSecond: perSecond, isSustained: kept, successShare: success, goodShare: good, calls } = cell
  const { attemptsPerCall, refusedShare: refused, ttftMs, totalMs, cost } = cell
  const latency = {
    ttftP50Ms: ttftMs.p50.value,
    ttftP99Ms: ttftMs.p99.value,
    totalP50Ms: totalMs.p50.value,
    totalP99Ms: totalMs.p99.value,
  }
  const perGood = cost?.perGoodUsd ?? null
  const usdPer1kGood = perGood === null ? null : perGood * 1_000
  return ['load', { perSecond, kept, success, good, ...latency, attemptsPerCall, refused, usdPer1kGood, calls }]
}

function quotasOf({ offeredPerSecond: load, quotas }: PlanCell): Fact[] {
  return quotas.map(({ model, resource, p95, limit, share, refusals }) => {
    return ['quota', { load, model, resource, p95, limit, share, refusals }]
  })
}

function lossOf({ kind, name, perSecond, interval: [low, high], bindsFirst, fitsDemand: fits }: Loss): Fact {
  return ['lost', { kind, name, perSecond, low, high, binds: bindsFirst.resource, model: bindsFirst.model, fits }]
}

function monthOf({ times, perSecond, usd, wastedUsd, cny, vnd, isSustained: fits }: MonthlyCost): Fact {
  return ['month', { times, perSecond, usd, wastedUsd, cny, vnd, fits }]
}

function policyOf(outcome: PolicyOutcome): Fact {
  const { policy: name, amplificationDuring: attemptsPerCall, amplificationAfter, recoversAfterMs } = outcome
  const { goodShareDuring: good, goodShareAfter: goodAfter } = outcome
  return [
    'policy',
    {
      name,
      attemptsPerCall,
      good,
      attemptsPerCallAfter: amplificationAfter,
      goodAfter,
      recoversAfterMs: recoversAfterMs ?? 'never',
    },
  ]
}

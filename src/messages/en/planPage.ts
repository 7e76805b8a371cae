import { count, duration, list, number } from '../format.ts'

const rate = (perSecond: number) => number(Number(perSecond.toPrecision(3)))
const percent = (share: number) => `${number(Math.round(share * 1_000) / 10)} %`

/** The page of `brownout plan` on the terminal. */
export const planPage = {
  rate,
  percent,
  /** A dollar as small as it comes, with three digits. */
  usd: (amount: number | null) =>
    amount === null ? 'unknown' : `$${number(amount >= 1_000 ? Math.round(amount) : Number(amount.toPrecision(3)))}`,
  money: (amount: number, currency: 'CNY' | 'VND') =>
    `${currency === 'CNY' ? '¥' : '₫'}${number(amount >= 1_000 ? Math.round(amount) : Number(amount.toPrecision(3)))}`,
  ms: (value: number | 'Infinity' | null) => (value === null ? '-' : value === 'Infinity' ? '∞' : duration(value)),

  models: 'Models, in the order in which they are asked',
  model: { id: 'model', rpm: 'rpm', tpm: 'tpm', concurrency: 'at a time', ttft: 'first token', place: 'origin, key' },
  noLimit: 'no limit',
  notTold: 'not told',
  assumed: 'assumed',
  workload: (name: string, input: number, output: number, maxTokens: number) =>
    `Calls as in ${name}: ${number(input)} tokens in, ${number(output)} out (medians), max_tokens ${number(maxTokens)}.`,
  simulated: (trials: number, durationMs: number, seed: number) =>
    `${count(trials, 'seed')} from ${seed}, ${duration(durationMs)} of virtual time each; latency counts from the due instant.`,
  assumptions: (what: readonly string[]) => `Assumed, as nobody told: ${list(what)}.`,
  assumption: {
    ttft: (models: readonly string[]) => `first tokens of ${list(models, 3)} after 80 ms`,
    interToken: (models: readonly string[]) => `50 tokens a second of ${list(models, 3)}`,
    concurrency: (models: readonly string[]) => `no limit of requests at a time for ${list(models, 3)}`,
    slo: 'the SLO',
  },
  loads: 'Load, simulated',
  load: {
    offered: 'req/s',
    good: 'good',
    p50: 'TTFT p50',
    p99: 'p99',
    total: 'total p99',
    attempts: 'tries',
    cost: '$/1k good',
    kept: 'SLO',
  },
  kept: { true: 'kept', false: 'broken' },
  quotas: (perSecond: number) => `Quotas at ${rate(perSecond)} req/s (95th percentile of minutes)`,
  quota: (resource: string, model: string, used: number, limit: number, share: number, refusals: number) =>
    `${model} ${resource}: ${number(Math.round(used))} of ${number(limit)}, ${percent(share)}` +
    (refusals === 0 ? '' : `, ${count(refusals, 'request')} refused`),
  losses: 'When a part is lost',
  loss: (kind: string, name: string, perSecond: number, low: number, high: number, fits: boolean | null) =>
    `without the ${kind} ${name}: ${rate(perSecond)} req/s` +
    (perSecond === 0 ? '' : ` [${rate(low)}, ${rate(high)}]`) +
    (fits === null ? '' : fits ? ', the demand still fits' : ', the demand does not fit'),
  money_: 'Money',
  perCall: (mean: string, p50: string, p99: string, most: string, wasted: string) =>
    `a call: ${mean} on average; p50 ${p50}, p99 ${p99}, at most ${most}; ${wasted} of it wasted`,
  month: (times: number, perSecond: number, amounts: readonly string[], fits: boolean) =>
    `x${times}, ${rate(perSecond)} req/s: ${list(amounts)} a month${fits ? '' : ' (more than is sustained)'}`,
  outage: (perSecond: number, models: readonly string[], fromMs: number, toMs: number, fault: string) =>
    `Through an outage at ${rate(perSecond)} req/s: ${list(models, 3)} ${fault}, from ${duration(fromMs)} to ${duration(toMs)}`,
  policyRow: {
    policy: 'the client',
    during: 'wire/offered',
    after: 'after',
    good: 'good during',
    goodAfter: 'after',
    recovers: 'recovers',
  },
  recovers: (ms: number | null) => (ms === null ? 'never' : ms === 0 ? 'at once' : `in ${duration(ms)}`),
  saved: (where: string) => `Everything, with the what-if grid: ${where}`,
}

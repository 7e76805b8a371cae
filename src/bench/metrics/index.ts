import * as latency from './latency.ts'
import * as money from './money.ts'
import * as outcome from './outcome.ts'
import { percentiles, type Distribution, type Metric, type Percentile } from './metric.ts'

/** Told by percentiles: `ttft.p95`. Adding a family is a definition and a line. */
export const distributions = {
  ttft: latency.ttft,
  total: latency.total,
  'total.send': latency.totalSend,
  connect: latency.connect,
  gap: latency.gap,
  tpot: latency.tpot,
  failover: latency.failover,
  lag: latency.lag,
} as const satisfies Record<string, Distribution>

/** Told by one figure. Adding a metric is a definition and a line. */
export const singles = {
  success: outcome.success,
  goodput: outcome.goodput,
  'goodput.share': outcome.goodShare,
  throughput: outcome.throughput,
  'attempts.perCall': outcome.attemptsPerCall,
  'fallback.share': outcome.fallbackShare,
  'truncated.share': outcome.truncated,
  dropped: outcome.dropped,
  'tokens.out.perSecond': outcome.tokensOutPerSecond,
  'cost.per1kGood': money.costPer1kGood,
  'cost.total': money.costTotal,
  'waste.share': money.wasteShare,
} as const satisfies Record<string, Exclude<Metric, Distribution>>

export type DistributionName = keyof typeof distributions
export type SingleName = keyof typeof singles
/** `success`, `ttft.p95`, ...: what gates, reports and comparisons speak of. */
export type MetricName = SingleName | `${DistributionName}.${Percentile}`

export const distributionNames = Object.keys(distributions) as DistributionName[]
export const singleNames = Object.keys(singles) as SingleName[]
export const percentileNames = Object.keys(percentiles) as Percentile[]
export const metricNames: readonly MetricName[] = [
  ...singleNames,
  ...distributionNames.flatMap((family) => percentileNames.map((percentile) => `${family}.${percentile}` as const)),
]

export function isMetricName(name: string): name is MetricName {
  return (metricNames as readonly string[]).includes(name)
}

/** The metric of a name, and the quantile where the name is of one. */
export function metricOf(name: MetricName): { readonly metric: Metric; readonly q: number | undefined } {
  const single = (singles as Record<string, Metric>)[name]
  if (single !== undefined) return { metric: single, q: undefined }
  const [, family, percentile] = /^(.*)\.(p\d+(?:\.\d+)?)$/.exec(name)!
  return { metric: distributions[family as DistributionName], q: percentiles[percentile as Percentile] }
}

export { percentiles, type Metric, type Unit } from './metric.ts'

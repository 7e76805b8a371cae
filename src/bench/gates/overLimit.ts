import { numberOf } from '../figure.ts'
import { Histogram } from '../histogram.ts'
import type { SeriesSummary } from '../metrics/benchSummary.ts'
import { metricOf, type DistributionName } from '../metrics/index.ts'
import { binomialAtMost } from '../statistics/binomial.ts'
import { requestsNeeded } from '../statistics/earlyStopping.ts'
import type { Gate } from './gate.ts'

/**
 * Where calls are too few to say where a percentile lies, they may be enough to say that it is not where it has to be: of
 * 100 calls 60 over the limit of p99 are no accident. One-sided, with chance 2.5 % at most, as an interval's end is.
 */
export function isSurelyOver(gate: Gate, series: SeriesSummary): boolean {
  const over = overLimit(gate, series)
  if (over === undefined || over.n === 0) return false
  const scale = (series.metrics[gate.metric].effectiveN ?? over.n) / over.n
  const [n, count] = [Math.floor(over.n * scale), Math.floor(over.count * scale)]
  return 1 - binomialAtMost(count - 1, n, 1 - over.q) <= 0.025
}

/**
 * Calls that would probably do for a verdict. Of a percentile by MLPerf's rule, if no more of them are over the limit; else
 * by how much narrower the interval has to be, as it shrinks with the root of n.
 */
export function neededFor(gate: Gate, series: SeriesSummary, ends: readonly number[]): number | null {
  const { n, value } = series.metrics[gate.metric]
  const over = overLimit(gate, series)
  if (over !== undefined && over.count < n * (1 - over.q)) return moreThan(n, requestsNeeded(over.count, over.q))
  const middle = numberOf(value!)
  const half = Math.max(...ends.map((end) => Math.abs(end - middle)))
  return moreThan(n, Math.ceil(n * (half / Math.abs(middle - gate.limit)) ** 2))
}

function moreThan(n: number, needed: number): number | null {
  return Number.isSafeInteger(needed) && needed > n ? needed : null
}

interface OverLimit {
  readonly n: number
  readonly count: number
  readonly q: number
}

/** Calls over the limit of a percentile that is to be small: failures are over every limit. */
function overLimit({ metric, comparison, limit }: Gate, series: SeriesSummary): OverLimit | undefined {
  const { q } = metricOf(metric)
  const histogram = series.histograms[metric.replace(/\.p[\d.]+$/, '') as DistributionName]
  if (q === undefined || histogram === undefined || comparison.startsWith('>')) return undefined
  const { n } = series.metrics[metric]
  return { n, count: n - Histogram.from(histogram).atMost(limit), q }
}

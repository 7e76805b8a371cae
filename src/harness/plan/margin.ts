import { percentiles } from '../../bench/metrics/index.ts'
import { quantileRank } from '../../bench/statistics/orderStatistics.ts'
import type { PlannedLimit } from './planInput.ts'
import type { Tally } from './tally.ts'

/** Beyond e^2 times the limit it does not matter by how much; what is infinite could not be averaged. */
const most = 2
/** How well a limit is kept matters less than by how much it is broken: four seeds that do well make up for none that collapses. */
const least = -0.25

/**
 * How far a trial is from one limit, as the logarithm of measured by allowed: at most 0 where it is kept. Of a share that
 * must be reached, it is the rest that is measured: of 99.5 % success the failures, of which 0.5 % are allowed.
 */
export function marginOf(tally: Tally, { metric, limit }: PlannedLimit): number {
  if (tally.calls === 0) return least
  const [family = '', percentile = ''] = metric.split('.', 2)
  if (family === 'success') return marginIn(1 - tally.answered / tally.calls, 1 - limit)
  const values = family === 'ttft' ? tally.ttftMs : tally.totalMs
  const q =
    percentiles[metric.slice(family.length + 1) as keyof typeof percentiles] ?? Number(percentile.slice(1)) / 100
  return marginIn(Float64Array.from(values).sort()[quantileRank(values.length, q) - 1]!, limit)
}

/** Of all limits: the one that is kept least. */
export function worstMargin(tally: Tally, slo: readonly PlannedLimit[]): number {
  return Math.max(least, ...slo.map((limit) => marginOf(tally, limit)))
}

function marginIn(measured: number, allowed: number): number {
  if (measured <= allowed) return measured === allowed ? 0 : Math.max(least, Math.log(measured / allowed))
  return Math.min(most, Math.log(measured / allowed))
}

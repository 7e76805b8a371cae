import type { CallCursor } from '../metrics/callCursor.ts'
import { metricOf, type MetricName } from '../metrics/index.ts'
import type { Distribution, Ratio } from '../metrics/metric.ts'
import { valuesOf } from '../metrics/valuesOf.ts'
import { effectiveSampleSize } from '../statistics/autocorrelation.ts'
import { kolmogorovSmirnov } from '../statistics/kolmogorovSmirnov.ts'
import { mcnemar } from '../statistics/mcnemar.ts'
import { quantileRank } from '../statistics/orderStatistics.ts'
import { sumOf } from '../statistics/ratioInterval.ts'
import type { Compared } from './judgeChanges.ts'
import { knownPairs } from './pairedRows.ts'
import { quantileChange } from './quantileChange.ts'
import { ratioChange, shareChange } from './ratioChange.ts'

interface Side {
  readonly cursor: CallCursor
  readonly rows: Uint32Array
}

export interface Sides {
  readonly before: Side
  readonly after: Side
  readonly isPaired: boolean
}

export interface ComparedMetric extends Compared {
  readonly before: number
  readonly after: number
  readonly scale: 'ratio' | 'points'
  /** Chance of so different distributions, if they are the same; 1 where that is not looked at. */
  readonly spreadChance: number
}

/** Shares are compared in points, and a tenth of the margin is theirs: 95 of 100 answered are not "5 % less" than all. */
const marginOfPoints = 0.1

/** How a metric of one series changed; undefined where one side did not measure it. */
export function comparedOf(name: MetricName, sides: Sides, margin: number): ComparedMetric | undefined {
  const { metric, q } = metricOf(name)
  if (metric.kind === 'distribution') return quantileCompared(metric, q!, sides, margin)
  if (metric.kind !== 'ratio') return undefined
  return metric.isShare ? shareCompared(metric, sides, margin) : ratioCompared(metric, sides, margin)
}

function quantileCompared(metric: Distribution, q: number, sides: Sides, margin: number): ComparedMetric | undefined {
  const { before, after, isPaired } = knownPairs(...both(sides, metric.of), sides.isPaired)
  // Nothing but failures, or nothing at all: not measured.
  if (![before, after].every((values) => values.some((value) => value < Infinity))) return undefined
  const estimate = quantileChange(before, after, q, isPaired)
  if (estimate === undefined) return undefined
  const [one, other] = [before.toSorted(), after.toSorted()]
  return {
    estimate,
    before: one[quantileRank(one.length, q) - 1]!,
    after: other[quantileRank(other.length, q) - 1]!,
    scale: 'ratio',
    margin: Math.log1p(margin),
    better: metric.better,
    spreadChance: q === 0.5 ? kolmogorovSmirnov(one, other, [worthOf(before), worthOf(after)]).p : 1,
  }
}

function shareCompared(metric: Ratio, sides: Sides, margin: number): ComparedMetric | undefined {
  const [before, after] = both(sides, metric.top)
  const estimate = shareChange(before, after, sides.isPaired)
  if (estimate === undefined) return undefined
  return {
    estimate,
    before: sumOf(before) / before.length,
    after: sumOf(after) / after.length,
    scale: 'points',
    margin: margin * marginOfPoints,
    better: metric.better,
    spreadChance: 1,
    ...(sides.isPaired && { chanceBySecondTest: mcnemar(onlyFirst(before, after), onlyFirst(after, before)) }),
  }
}

function ratioCompared(metric: Ratio, sides: Sides, margin: number): ComparedMetric | undefined {
  const [tops, bottoms] = [both(sides, metric.top), both(sides, metric.bottom)]
  const [one, other] = [0, 1].map((side) => ({ tops: tops[side]!, bottoms: bottoms[side]! }))
  // What may be nothing (waste) has no ratio to what it was.
  const isShare = metric.unit === 'share'
  const estimate = ratioChange(one!, other!, isShare ? 'points' : 'log', sides.isPaired)
  if (estimate === undefined) return undefined
  return {
    estimate,
    before: sumOf(one!.tops) / sumOf(one!.bottoms),
    after: sumOf(other!.tops) / sumOf(other!.bottoms),
    scale: isShare ? 'points' : 'ratio',
    margin: isShare ? margin * marginOfPoints : Math.log1p(margin),
    better: metric.better,
    spreadChance: 1,
  }
}

function both({ before, after }: Sides, of: Ratio['top']): [Float64Array, Float64Array] {
  return [valuesOf(before.cursor, before.rows, of), valuesOf(after.cursor, after.rows, of)]
}

function onlyFirst(one: Float64Array, other: Float64Array): number {
  return one.reduce((count, value, index) => count + (value > other[index]! ? 1 : 0), 0)
}

/** Failures are infinite, so what values are worth is read from their being above the middle. */
function worthOf(values: Float64Array): number {
  const middle = values.toSorted()[values.length >> 1]!
  return effectiveSampleSize(values.length, (index) => (values[index]! <= middle ? 1 : 0))
}

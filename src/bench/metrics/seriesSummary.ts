import { Histogram } from '../histogram.ts'
import type { MetricReading, Reading, SeriesSummary } from './benchSummary.ts'
import { CallCursor } from './callCursor.ts'
import {
  distributionNames,
  distributions,
  percentileNames,
  percentiles,
  singleNames,
  singles,
  type DistributionName,
  type MetricName,
} from './index.ts'
import type { Metric } from './metric.ts'
import {
  estimateReading,
  notMeasured,
  measured,
  quantileReading,
  rateReading,
  ratioReading,
  shareReading,
} from './readings.ts'
import type { SampleTable } from './sampleTable.ts'
import type { SeriesCounts } from './seriesCounts.ts'
import type { CallLimit } from './slo.ts'
import { keptOf, sortedInto, valuesOf, type Room } from './valuesOf.ts'

/** When measured calls were due or under way, in ms since the run began. */
export interface Span {
  readonly fromMs: number
  readonly toMs: number
}

export function summaryOf(
  series: string | null,
  table: SampleTable,
  counts: SeriesCounts,
  slo: readonly CallLimit[],
  span: Span,
  room: Room,
): SeriesSummary {
  const rows = table.rowsOf(series)
  const cursor = new CallCursor(table, slo)
  const counted = counts.counted()
  const metrics = new Map<MetricName, MetricReading>()
  for (const name of singleNames) {
    const reading =
      name === 'cost.total'
        ? costReading(counted.costUsd, rows.length)
        : singleReading(singles[name], cursor, rows, span, room)
    metrics.set(name, { ...reading, successOnly: null })
  }
  const histograms: Partial<Record<DistributionName, ReturnType<Histogram['toJSON']>>> = {}
  for (const family of distributionNames) {
    const { readings, histogram } =
      family === 'gap' ? gapReadings(counts) : distributionReadings(family, cursor, rows, room)
    for (const [index, percentile] of percentileNames.entries())
      metrics.set(`${family}.${percentile}`, readings[index]!)
    if (histogram.total > 0) histograms[family] = histogram.toJSON()
  }
  return {
    series,
    calls: rows.length,
    ...counted,
    metrics: Object.fromEntries(metrics) as Record<MetricName, MetricReading>,
    errors: counts.errors.rows(),
    histograms,
  }
}

function singleReading(
  metric: Exclude<Metric, { kind: 'distribution' }>,
  cursor: CallCursor,
  rows: Uint32Array,
  span: Span,
  room: Room,
): Reading {
  if (metric.kind === 'ratio') {
    const tops = valuesOf(cursor, rows, metric.top, room.values)
    return metric.isShare ? shareReading(tops) : ratioReading(tops, valuesOf(cursor, rows, metric.bottom, room.others))
  }
  const due = valuesOf(cursor, rows, (call) => call.dueMs, room.others)
  return rateReading(valuesOf(cursor, rows, metric.of, room.values), due, span.fromMs, span.toMs)
}

/** Exact: what was paid was paid. */
function costReading(costUsd: string | null, n: number): Reading {
  return costUsd === null ? notMeasured(n) : measured(Number(costUsd), null, n, null)
}

interface Told {
  readonly readings: readonly MetricReading[]
  readonly histogram: Histogram
}

function distributionReadings(
  family: Exclude<DistributionName, 'gap'>,
  cursor: CallCursor,
  rows: Uint32Array,
  room: Room,
): Told {
  const values = valuesOf(cursor, rows, distributions[family].of, room.values)
  const all = keptOf(values, (value) => !Number.isNaN(value), values)
  const sorted = sortedInto(all, room.sorted)
  const infinite = sorted.indexOf(Infinity)
  // What is infinite stands at the end.
  const sortedSuccesses = infinite < 0 ? sorted : sorted.subarray(0, infinite)
  const successes = infinite < 0 ? all : keptOf(all, (value) => value < Infinity, room.others)
  const histogram = new Histogram()
  for (const value of successes) histogram.record(value)
  // Of calls that all failed before anything was seen, nothing is known but that they failed.
  const isSeen = successes.length > 0
  const readings = percentileNames.map((percentile) => {
    const q = percentiles[percentile]
    if (!isSeen) return { ...notMeasured(all.length), successOnly: null }
    const reading = quantileReading(all, sorted, q)
    const successOnly = all.length === successes.length ? reading : quantileReading(successes, sortedSuccesses, q)
    return { ...reading, successOnly }
  })
  return { readings, histogram }
}

function gapReadings({ gaps }: SeriesCounts): Told {
  const histogram = gaps.whole()
  const readings = percentileNames.map((percentile) => {
    const estimate = gaps.quantile(percentiles[percentile], histogram)
    const reading = estimate === undefined ? notMeasured() : estimateReading(estimate)
    return { ...reading, successOnly: reading }
  })
  return { readings, histogram }
}

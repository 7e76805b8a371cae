import type { Figure } from '../bench/figure.ts'
import { metricNames, metricOf, type MetricName, type Unit } from '../bench/metrics/index.ts'
import type { Report } from '../harness/report.ts'

/** One figure of a benchmark, told flat. */
export interface Measurement {
  readonly metric: MetricName
  /** The model; '' of all together. */
  readonly series: string
  readonly unit: Unit
  /** In the unit; shares from 0 to 1. `Infinity` where so many calls failed. */
  readonly value: Figure
  /** The ends of the 95 % interval; null of what is exact. */
  readonly low: Figure | null
  readonly high: Figure | null
  /** Calls (of `gap`: gaps) that it is made of. */
  readonly n: number
}

/** What was measured, series by series, all together last; what nobody could measure is left out. */
export function measurementsOf({ bench }: Report): Measurement[] {
  if (bench === undefined) return []
  const { series, whole } = bench.summary
  return [...series, whole].flatMap(({ series: name, metrics }) =>
    metricNames.flatMap((metric): Measurement[] => {
      const reading = metrics[metric]
      if (reading.value === null) return []
      const { value, interval, n } = reading
      const [low, high] = interval ?? [null, null]
      return [{ metric, series: name ?? '', unit: metricOf(metric).metric.unit, value, low, high, n }]
    }),
  )
}

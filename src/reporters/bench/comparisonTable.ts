import type { BenchSummary, SeriesSummary } from '../../bench/metrics/benchSummary.ts'
import { metricOf, type MetricName } from '../../bench/metrics/index.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { figureText } from './figureText.ts'

const words = messages.benchReport

/** A line of the comparison: what it is, and how each model did. */
export interface ComparisonRow {
  readonly group: string
  readonly label: string
  readonly cells: readonly string[]
}

/** What is compared first; the rest is in `report.json`. */
const shown: readonly {
  readonly group: keyof typeof words.groups
  readonly label: string
  readonly metric: MetricName
}[] = [
  { group: 'ttft', label: 'p50', metric: 'ttft.p50' },
  { group: 'ttft', label: 'p95', metric: 'ttft.p95' },
  { group: 'ttft', label: 'p99', metric: 'ttft.p99' },
  { group: 'total', label: 'p50', metric: 'total.p50' },
  { group: 'total', label: 'p95', metric: 'total.p95' },
  { group: 'total', label: 'p99', metric: 'total.p99' },
  { group: 'gap', label: 'p95', metric: 'gap.p95' },
  { group: 'failover', label: 'p95', metric: 'failover.p95' },
  { group: 'attempts', label: '', metric: 'attempts.perCall' },
  { group: 'cost', label: '', metric: 'cost.per1kGood' },
  { group: 'waste', label: '', metric: 'waste.share' },
]

/** Models beside each other. What nobody measured of any of them (no stream, no failover, no price) is left out. */
export function comparisonRows({ series }: BenchSummary): ComparisonRow[] {
  const rows = shown.flatMap(({ group, label, metric }): ComparisonRow[] => {
    const readings = series.map(({ metrics }) => metrics[metric])
    if (readings.every(({ state }) => state === 'not-measured')) return []
    const { unit } = metricOf(metric).metric
    return [{ group: words.groups[group], label, cells: readings.map((reading) => figureText(reading, unit)) }]
  })
  const first = { group: words.groups.answered, label: '', cells: series.map(answered) }
  return [first, ...outcomeRows(series), ...rows, ...spentRow(series)]
}

function answered({ calls, outcomes }: SeriesSummary): string {
  const ok = outcomes['ok-first-try'] + outcomes['ok-after-retry'] + outcomes['ok-after-fallback']
  return words.answered(ok, calls)
}

/** Nobody spends what has no price. */
function spentRow(series: readonly SeriesSummary[]): ComparisonRow[] {
  if (series.every(({ costUsd }) => costUsd === null)) return []
  const cells = series.map(({ costUsd }) => (costUsd === null ? words.notMeasured : words.usd(costUsd)))
  return [{ group: words.groups.spent, label: '', cells }]
}

/** Only what happened. */
function outcomeRows(series: readonly SeriesSummary[]): ComparisonRow[] {
  return (['ok-after-retry', 'ok-after-fallback', 'failed', 'dropped', 'cancelled'] as const).flatMap((outcome) => {
    if (series.every(({ outcomes }) => outcomes[outcome] === 0)) return []
    const cells = series.map(({ outcomes, fallbackTo }) => {
      const to = outcome === 'ok-after-fallback' ? Object.keys(fallbackTo).map(visible) : []
      return words.outcome(outcomes[outcome], to)
    })
    return [{ group: words.outcomes[outcome], label: '', cells }]
  })
}

import { numberOf } from '../../../bench/figure.ts'
import { metricOf, type Unit } from '../../../bench/metrics/index.ts'
import type { Reading } from '../../../bench/metrics/benchSummary.ts'
import { predictionInterval } from '../../../bench/statistics/predictionInterval.ts'
import { rememberedMetrics, type EarlierRun } from '../../../harness/bench/history/earlierRuns.ts'
import type { Report } from '../../../harness/report.ts'
import { messages } from '../../../messages/index.ts'
import type { Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart } from '../../charts/lineChart.ts'
import { html, type Html } from '../template.ts'

const words = messages.benchCharts.history
const { none } = messages.charts

type RememberedMetric = (typeof rememberedMetrics)[number]
/** Fewer points are no history. */
const fewestRuns = 3

/** The figures of this run at the end of those of earlier ones that asked the same; null where there are too few. */
export function runHistory({ bench, startedAt, tool }: Report): Html | null {
  if (bench === undefined || bench.earlier.length + 1 < fewestRuns) return null
  const { calls, metrics } = bench.summary.whole
  const runs: EarlierRun[] = [...bench.earlier, { name: words.latest, startedAt, commit: tool.commit, calls, metrics }]
  return html`${rememberedMetrics.map((metric) => metricHistory(metric, runs))}`
}

function metricHistory(metric: RememberedMetric, runs: readonly EarlierRun[]): Html | null {
  const readings = runs.map((run) => run.metrics[metric])
  const values = readings.map(finite)
  const known = values.filter((value) => value !== null)
  if (known.length < fewestRuns || known.every((value) => value === known[0])) return null
  const { unit } = metricOf(metric).metric
  const expected = predictionInterval(values.slice(0, -1).filter((value) => value !== null))
  const title = words.metrics[metric]
  return figure({
    id: `history-${metric.replaceAll('.', '-')}`,
    title,
    note: `${words.note} ${words.verdict(isOutside(values.at(-1)!, expected))}`,
    chart: lineChart({
      id: `chart-history-${metric.replaceAll('.', '-')}`,
      title,
      description: words.say(runs.length),
      x: {
        label: words.x,
        kind: 'linear',
        low: 0.5,
        high: runs.length + 0.5,
        format: (place) => dayOf(runs[place - 1]),
        ticks: runs.map((_, index) => index + 1),
      },
      y: axisOf(unit, [...known, ...readings.flatMap(ends), ...(expected ?? [])]),
      lines: [
        {
          name: title,
          series: 0,
          points: runs.map((run, index) => {
            const [low = null, high = null] = ends(readings[index]!)
            return {
              x: index + 1,
              y: values[index]!,
              low,
              high,
              says: `${nameOf(run)}: ${textOf(readings[index]!, unit)}`,
            }
          }),
        },
      ],
      limits: expected === undefined ? [] : expected.map((at, index) => ({ at, name: words.expected[index]! })),
    }),
    data: {
      columns: [words.run, words.started, words.commit, words.calls, title],
      rows: runs.map((run, index) => [
        run.name,
        run.startedAt,
        run.commit ?? none,
        messages.format.number(run.calls),
        textOf(readings[index]!, unit),
      ]),
    },
  })
}

function isOutside(value: number | null, expected: readonly [number, number] | undefined): boolean | null {
  return value === null || expected === undefined ? null : value < expected[0] || value > expected[1]
}

function finite({ value }: Pick<Reading, 'value'>): number | null {
  const figure = value === null ? Infinity : numberOf(value)
  return figure === Infinity ? null : figure
}

function ends({ interval }: Pick<Reading, 'interval'>): number[] {
  const found = (interval ?? []).map(numberOf)
  return found.includes(Infinity) ? [] : found
}

function axisOf(unit: Unit, values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = Math.max((most - least) * 0.08, most * 0.01)
  const high = unit === 'share' ? Math.min(1, most + room) : most + room
  const format = (value: number) => messages.compare.amount(value, unit)
  return {
    label: words.y[unit === 'ms' || unit === 'usd' ? unit : 'share'],
    kind: 'linear',
    low: Math.max(0, least - room),
    high,
    format,
  }
}

function textOf({ value, interval }: Pick<Reading, 'value' | 'interval'>, unit: Unit): string {
  if (value === null) return none
  const { amount } = messages.compare
  const [low, high] = interval ?? []
  const middle = amount(value, unit)
  return low === undefined || high === undefined ? middle : `${middle} [${amount(low, unit)}, ${amount(high, unit)}]`
}

const dayOf = (run: EarlierRun | undefined) => run?.startedAt.slice(5, 10) ?? ''
const nameOf = ({ startedAt, commit }: EarlierRun) =>
  [startedAt.slice(0, 16), commit?.slice(0, 7) ?? ''].join(' ').trim()

import { numberOf } from '../../../bench/figure.ts'
import type { BenchSummary, MetricReading, SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { figureText } from '../../bench/figureText.ts'
import { logEnds, type Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { scatterChart, type ScatterPoint } from '../../charts/scatterChart.ts'
import type { Html } from '../template.ts'

const words = messages.benchCharts.pareto
const { milliseconds, latency } = messages.charts

/** What a good answer costs against how slow the slow ones are; null where fewer than two models have both figures. */
export function costAgainstLatency({ series }: BenchSummary): Html | null {
  const placed = series.flatMap(placeOf)
  if (placed.length < 2) return null
  const points = placed.map((point) => ({
    ...point,
    isBeaten: placed.some(
      (other) => other.x <= point.x && other.y <= point.y && (other.x < point.x || other.y < point.y),
    ),
  }))
  const best = points.filter(({ isBeaten }) => !isBeaten).map(({ name }) => name)
  return figure({
    id: 'cost-vs-latency',
    title: words.title,
    note: words.note,
    chart: scatterChart({
      id: 'chart-cost-vs-latency',
      title: words.title,
      description: words.say(messages.format.list(best)),
      x: latencyAxis(points.flatMap(({ x, xSpan }) => [x, ...(xSpan ?? [])])),
      y: costAxis(points.flatMap(({ y, ySpan }) => [y, ...(ySpan ?? [])])),
      points,
      keys: { frontier: words.frontier, beaten: words.beaten },
    }),
    data: {
      columns: [latency.columns.model, words.columns.latency, words.columns.cost, words.columns.verdict],
      rows: series.map(({ series: name, metrics }) => [
        name ?? '',
        figureText(metrics['total.p95'], 'ms'),
        figureText(metrics['cost.per1kGood'], 'usd'),
        verdictOf(points.find((point) => point.name === name)),
      ]),
    },
  })
}

/** Models are often alike: the axis begins near the fastest, or their differences would not be seen. */
function latencyAxis(values: readonly number[]): Axis {
  const [least, most] = [Math.min(...values), Math.max(...values)]
  const room = Math.max(most - least, most * 0.1)
  return {
    label: words.x,
    kind: 'linear',
    low: Math.max(0, least - room * 0.15),
    high: most + room * 0.25,
    format: milliseconds,
  }
}

function costAxis(values: readonly number[]): Axis {
  const [low, high] = logEnds(values)
  return { label: words.y, kind: 'log', low, high, format: words.usd }
}

function verdictOf(point: ScatterPoint | undefined): string {
  return point === undefined ? messages.charts.none : point.isBeaten ? words.beaten : words.frontier
}

function placeOf({ series, metrics }: SeriesSummary, index: number): Omit<ScatterPoint, 'isBeaten'>[] {
  const [latencyRead, cost] = [metrics['total.p95'], metrics['cost.per1kGood']]
  const [x, y] = [finite(latencyRead), finite(cost)]
  if (x === null || y === null) return []
  const name = series ?? ''
  const says = `${name}: ${figureText(latencyRead, 'ms')}, ${figureText(cost, 'usd')}`
  return [{ name, series: index, x, y, xSpan: spanOf(latencyRead), ySpan: spanOf(cost), says }]
}

/** Above zero, as both axes are logarithmic. */
function finite({ value }: MetricReading): number | null {
  const figure = value === null ? 0 : numberOf(value)
  return figure > 0 && figure < Infinity ? figure : null
}

function spanOf({ interval }: MetricReading): readonly [number, number] | null {
  if (interval === null) return null
  const [low, high] = [numberOf(interval[0]), numberOf(interval[1])]
  return low > 0 && high < Infinity ? [low, high] : null
}

import { numberOf } from '../../../bench/figure.ts'
import type { PlanReport } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { logEnds, type Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart, type Line, type LineChart } from '../../charts/lineChart.ts'
import { shownFamily } from '../../plan/shownFamily.ts'
import type { Html } from '../template.ts'

const words = messages.planCharts
const { milliseconds, ms, none } = messages.charts
const shown = ['p50', 'p95', 'p99'] as const

const offeredAxis = ({ cells }: PlanReport): Axis => ({
  label: words.offered,
  kind: 'linear',
  low: 0,
  high: Math.max(1e-9, ...cells.map(({ offeredPerSecond }) => offeredPerSecond)) * 1.02,
  format: messages.format.number,
})

function sustainedBand({ sustained: { interval } }: PlanReport): NonNullable<LineChart['bands']> {
  const [from, to] = interval
  return [{ from, to, name: words.latency.sustained, ink: 'good' }]
}

/** Latency against load, by what the SLO speaks of; null where no load has a figure. */
export function latencyAgainstLoad(plan: PlanReport): Html | null {
  const family = shownFamily(plan)
  const { title, axis } = words.latency[family]
  const valueOf = (cell: PlanReport['cells'][number], quantile: (typeof shown)[number]) => {
    const { value, interval } = cell[`${family}Ms`][quantile]
    const finite = (figure: number | 'Infinity' | null | undefined) =>
      figure === null || figure === undefined || numberOf(figure) === Infinity ? null : numberOf(figure)
    return { value, y: finite(value), low: finite(interval?.[0]), high: finite(interval?.[1]) }
  }
  const limits = plan.input.slo
    .filter(({ metric }) => metric.startsWith(`${family}.`))
    .map(({ limit, text }) => ({ at: limit, name: text }))
  const lines = shown.map((quantile, series): Line => ({
    name: quantile,
    series,
    points: plan.cells.map((cell) => {
      const { y, low, high } = valueOf(cell, quantile)
      const says = `${words.rate(cell.offeredPerSecond)}: ${y === null ? none : ms(y)}`
      return { x: cell.offeredPerSecond, y, low, high, says, isDoubtful: !cell.isSustained }
    }),
  }))
  const values = lines.flatMap(({ points }) => points.flatMap(({ y }) => (y === null ? [] : [y])))
  if (values.length === 0) return null
  const [low, high] = logEnds([...values, ...limits.map(({ at }) => at)])
  return figure({
    id: 'latency-vs-load',
    title,
    note: words.latency.note,
    chart: lineChart({
      id: 'chart-latency-vs-load',
      title,
      description: words.latency.say(plan.cells.length),
      x: offeredAxis(plan),
      y: { label: axis, kind: 'log', low, high, format: milliseconds },
      lines,
      limits,
      bands: sustainedBand(plan),
    }),
    data: {
      columns: [words.offered, ...shown],
      rows: plan.cells.map((cell) => [
        words.rate(cell.offeredPerSecond),
        ...shown.map((quantile) => {
          const { value } = valueOf(cell, quantile)
          return value === null ? none : ms(numberOf(value))
        }),
      ]),
    },
  })
}

/** What comes back of what is offered. */
export function goodputAgainstLoad(plan: PlanReport): Html {
  const { goodput } = words
  const x = offeredAxis(plan)
  const lineOf = (name: string, series: number, field: 'achievedPerSecond' | 'goodPerSecond'): Line => ({
    name,
    series,
    points: plan.cells.map((cell) => ({
      x: cell.offeredPerSecond,
      y: cell[field],
      says: `${words.rate(cell.offeredPerSecond)}: ${words.rate(cell[field])}`,
    })),
  })
  return figure({
    id: 'goodput-vs-load',
    title: goodput.title,
    note: goodput.note,
    chart: lineChart({
      id: 'chart-goodput-vs-load',
      title: goodput.title,
      description: goodput.say,
      x,
      y: { ...x, label: goodput.axis },
      lines: [lineOf(goodput.achieved, 0, 'achievedPerSecond'), lineOf(goodput.good, 2, 'goodPerSecond')],
      bands: sustainedBand(plan),
      diagonal: goodput.diagonal,
    }),
    data: {
      columns: [words.offered, goodput.achieved, goodput.good],
      rows: plan.cells.map((cell) =>
        [cell.offeredPerSecond, cell.achievedPerSecond, cell.goodPerSecond].map(words.rate),
      ),
    },
  })
}

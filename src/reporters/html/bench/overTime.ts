import type { TimeSlice } from '../../../bench/metrics/benchSummary.ts'
import type { BenchReport } from '../../../harness/bench/benchReport.ts'
import { messages } from '../../../messages/index.ts'
import { logEnds, type Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart, type Line } from '../../charts/lineChart.ts'
import type { Html } from '../template.ts'
import { faultMarks } from './faultMarks.ts'

const { latency: words, milliseconds, seconds, percent, ms, none } = messages.charts
const { number, duration } = messages.format

const percentiles = [
  ['p50', 'p50Ms'],
  ['p95', 'p95Ms'],
  ['p99', 'p99Ms'],
] as const

/** What the whole run looked like while it lasted; null where no slice had enough calls. */
export function latencyOverTime({ summary, faults }: BenchReport): Html | null {
  const { sliceMs, slices } = summary.overTime
  const values = slices.flatMap(({ p50Ms, p95Ms, p99Ms }) => [p50Ms, p95Ms, p99Ms].filter((one) => one !== null))
  if (values.length === 0) return null
  const [low, high] = logEnds(values)
  const begin = slices[0]!.fromMs
  const end = slices.at(-1)!.fromMs + sliceMs
  const x: Axis = { label: words.sinceStart, kind: 'linear', low: begin, high: end, format: seconds }
  const y: Axis = { label: words.whole, kind: 'log', low, high, format: milliseconds }
  const failed = slices.reduce((sum, slice) => sum + slice.failed, 0)
  const lines = percentiles.map(([name, field], series): Line => ({
    name,
    series,
    points: slices.map((slice) => ({
      x: slice.fromMs + sliceMs / 2,
      y: slice[field],
      says: `${seconds(slice.fromMs)}: ${slice[field] === null ? none : ms(slice[field])}`,
    })),
  }))
  return figure({
    id: 'latency-over-time',
    title: words.time,
    note: words.timeNote(duration(sliceMs), failed > 0),
    chart: lineChart({
      id: 'chart-latency-over-time',
      title: words.time,
      description: words.timeSay(slices.length, failed),
      x,
      y,
      lines: lines.filter(isMostlyKnown),
      bands: faultMarks(faults, [begin, end]),
      ...(failed === 0 ? {} : { bars: { name: words.failed, values: slices.map((slice) => lost(slice, sliceMs)) } }),
    }),
    data: {
      columns: [
        words.timeColumns.from,
        words.timeColumns.due,
        words.timeColumns.failed,
        ...percentiles.map(([name]) => name),
      ],
      rows: slices.map((slice) => [
        seconds(slice.fromMs),
        number(slice.due),
        number(slice.failed),
        ...percentiles.map(([, field]) => (slice[field] === null ? none : ms(slice[field]))),
      ]),
    },
  })
}

/** A line of dots that stand alone shows nothing; the table has them. */
function isMostlyKnown({ points }: Line): boolean {
  return points.filter(({ y }) => y !== null).length * 2 >= points.length
}

function lost({ fromMs, due, failed }: TimeSlice, sliceMs: number) {
  const share = due === 0 ? 0 : failed / due
  return { from: fromMs, to: fromMs + sliceMs, share, says: `${seconds(fromMs)}: ${percent(share)}` }
}

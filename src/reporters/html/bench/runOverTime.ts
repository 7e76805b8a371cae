import type { TimeSlice } from '../../../bench/metrics/benchSummary.ts'
import { bandsPerDecade } from '../../../bench/metrics/sliceFlow.ts'
import type { BenchReport } from '../../../harness/bench/benchReport.ts'
import { messages } from '../../../messages/index.ts'
import type { Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import type { Ink } from '../../charts/ink.ts'
import type { TimePanel } from '../../charts/timePanels.ts'
import { timeStack } from '../../charts/timeStack.ts'
import type { Html } from '../template.ts'
import { faultMarks } from './faultMarks.ts'
import { modelInks } from './modelInks.ts'

const words = messages.benchCharts.flow
const { milliseconds, seconds } = messages.charts
const { number, duration } = messages.format

/** Beyond so many names are told together; one that would be alone there is named. */
const mostNames = 5
const lossInks: readonly Ink[] = ['bad', 's1', 's3', 's4', 's5', 'quiet']

/** The run as it went: load, calls under way, how long answers took, what was lost, who answered. Null where nothing was called. */
export function runOverTime({ summary, faults }: BenchReport): Html | null {
  const { sliceMs, slices } = summary.overTime
  if (slices.length < 2) return null
  const perSecond = (calls: number) => (calls * 1000) / sliceMs
  const begin = slices[0]!.fromMs
  const end = slices.at(-1)!.fromMs + sliceMs
  const losses = mostFrequent(slices.map(({ lost }) => lost))
  const planned = summary.series.map(({ series }) => series ?? '')
  const placeOf = (name: string) => planned.indexOf(name) >>> 0
  const answers =
    summary.whole.outcomes['ok-after-fallback'] === 0
      ? []
      : mostFrequent(slices.map((one) => one.answeredBy)).toSorted((one, other) => placeOf(one) - placeOf(other))
  const answerInks = [...modelInks(answers, planned), 'quiet'] as const
  return figure({
    id: 'run-over-time',
    title: words.title,
    note: words.note,
    chart: timeStack({
      id: 'chart-run-over-time',
      title: words.title,
      description: words.say(slices.length),
      x: { label: messages.charts.latency.sinceStart, kind: 'linear', low: begin, high: end, format: seconds },
      slices: { fromMs: begin, sliceMs },
      panels: [
        loadPanel(slices, perSecond),
        inFlightPanel(slices),
        ...heatPanel(slices),
        ...columnsPanel(words.lost, losses, slices, ({ lost }) => lost, perSecond, lossName, lossInks),
        ...columnsPanel(words.answeredBy, answers, slices, (one) => one.answeredBy, perSecond, String, answerInks),
      ],
      says: slices.map((slice) => says(slice, perSecond)),
      bands: faultMarks(faults, [begin, end]),
    }),
    data: {
      columns: [words.from, words.due, words.ended, words.inFlight, ...losses.map(lossName), ...answers.map(words.by)],
      rows: slices.map((slice) => [
        seconds(slice.fromMs),
        rate(perSecond(slice.due)),
        rate(perSecond(slice.ended)),
        rate(slice.meanInFlight),
        ...losses.map((name) => number(slice.lost[name] ?? 0)),
        ...answers.map((name) => number(slice.answeredBy[name] ?? 0)),
      ]),
    },
  })
}

const lossName = (name: string) => (name === 'dropped' ? messages.charts.outcomes.names.dropped : name)
const rate = (value: number) => number(Number(value.toPrecision(3)))

function says(slice: TimeSlice, perSecond: (calls: number) => number): string {
  const lost = Object.entries(slice.lost).map(([name, calls]) => `${lossName(name)}: ${number(calls)}`)
  return [
    words.says(
      duration(slice.fromMs),
      rate(perSecond(slice.due)),
      rate(perSecond(slice.ended)),
      rate(slice.meanInFlight),
    ),
    ...lost,
  ].join(', ')
}

function upTo(most: number, label: string): Axis {
  return { label, kind: 'linear', low: 0, high: Math.max(1e-3, most * 1.05), format: number }
}

function loadPanel(slices: readonly TimeSlice[], perSecond: (calls: number) => number): TimePanel {
  const due = slices.map((slice) => perSecond(slice.due))
  const ended = slices.map((slice) => perSecond(slice.ended))
  return {
    kind: 'lines',
    y: upTo(Math.max(...due, ...ended), words.load),
    lines: [
      { name: words.due, series: 0, values: due },
      { name: words.ended, series: 2, values: ended },
    ],
  }
}

function inFlightPanel(slices: readonly TimeSlice[]): TimePanel {
  const values = slices.map(({ meanInFlight }) => meanInFlight)
  return { kind: 'lines', y: upTo(Math.max(...values), words.inFlight), lines: [{ name: '', series: 0, values }] }
}

/** Bands of latency are parts of a decade, so that they are even on a logarithmic axis. */
function heatPanel(slices: readonly TimeSlice[]): TimePanel[] {
  const edge = (band: number) => 10 ** (band / bandsPerDecade)
  const cells = slices.flatMap(({ bands }, slice) =>
    bands.map(([band, count]) => ({ slice, low: edge(band), high: edge(band + 1), count })),
  )
  if (cells.length === 0) return []
  const low = Math.min(...cells.map((cell) => cell.low))
  const high = Math.max(...cells.map((cell) => cell.high))
  return [{ kind: 'heat', y: { label: words.took, kind: 'log', low, high, format: milliseconds }, cells }]
}

/** The names that are counted most; all others are told as one, if there are any. */
function mostFrequent(counts: readonly Readonly<Record<string, number>>[]): string[] {
  const sums = new Map<string, number>()
  for (const one of counts)
    for (const [name, calls] of Object.entries(one)) sums.set(name, (sums.get(name) ?? 0) + calls)
  const names = [...sums].toSorted(([, one], [, other]) => other - one).map(([name]) => name)
  return names.length === mostNames + 1 ? names : names.slice(0, mostNames)
}

function columnsPanel(
  label: string,
  names: readonly string[],
  slices: readonly TimeSlice[],
  of: (slice: TimeSlice) => Readonly<Record<string, number>>,
  perSecond: (calls: number) => number,
  nameOf: (name: string) => string,
  inks: readonly Ink[],
): TimePanel[] {
  if (names.length === 0) return []
  const sumOf = (slice: TimeSlice) => Object.values(of(slice)).reduce((sum, calls) => sum + calls, 0)
  const others = slices.map((slice) => sumOf(slice) - names.reduce((sum, name) => sum + (of(slice)[name] ?? 0), 0))
  const parts = [
    ...names.map((name, index) => ({
      name: nameOf(name),
      ink: inks[index]!,
      values: slices.map((slice) => perSecond(of(slice)[name] ?? 0)),
    })),
    ...(others.some((calls) => calls > 0)
      ? [{ name: words.others, ink: inks.at(-1)!, values: others.map(perSecond) }]
      : []),
  ]
  return [{ kind: 'columns', y: upTo(Math.max(...slices.map((slice) => perSecond(sumOf(slice)))), label), parts }]
}

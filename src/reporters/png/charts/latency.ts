import { numberOf } from '../../../bench/figure.ts'
import type { Reading, SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { wide, type Chart } from '../chart.ts'
import { axis, frame } from '../parts/frame.ts'
import { milliseconds } from '../parts/milliseconds.ts'
import { named } from '../parts/named.ts'
import { seriesLook } from '../parts/seriesLook.ts'
import { whiskers, type Whisker } from '../parts/whiskers.ts'

const words = messages.png

const families = ['ttft', 'total'] as const
const percentiles = ['p50', 'p95', 'p99', 'p99.9'] as const

/** Percentiles of each model beside each other, each with its interval. */
export const latency: Chart = {
  name: 'latency',
  size: wide,
  config: ({ bench }) => {
    const series = bench?.summary.series ?? []
    const groups = families.flatMap((family) => percentiles.map((percentile) => ({ family, percentile })))
    const readingOf = (one: SeriesSummary, { family, percentile }: (typeof groups)[number]) =>
      one.metrics[`${family}.${percentile}`]
    const told = groups.filter((group) => series.some((one) => readingOf(one, group).value !== null))
    if (bench === undefined || told.length === 0) return null
    const offset = (index: number) => ((index - (series.length - 1) / 2) * 0.6) / Math.max(3, series.length)
    const readings = series.map((one) => told.map((group) => readingOf(one, group)))
    return {
      type: 'scatter',
      data: {
        datasets: series.map((one, index) => ({
          label: named(one.series ?? ''),
          data: readings[index]!.map((reading, place) => ({ x: place + offset(index), y: pointOf(reading) })),
          ...seriesLook(index),
          pointRadius: 4.5,
          pointBorderWidth: 2,
        })),
      },
      options: {
        ...frame({
          title: words.latency.title,
          subtitle: [words.latency.subtitle(bench.summary.whole.calls), words.interval],
        }),
        scales: {
          x: {
            ...axis('', false),
            type: 'linear',
            min: -0.5,
            max: told.length - 0.5,
            afterBuildTicks: (scale) => {
              scale.ticks = told.map((_, value) => ({ value }))
            },
            ticks: {
              ...axis('').ticks,
              callback: (value) => {
                const group = told[Number(value)]
                return group === undefined ? '' : [group.percentile, words.latency.families[group.family]]
              },
            },
          },
          y: milliseconds(readings.flat().flatMap(ends)),
        },
      },
      plugins: [
        whiskers(
          readings.map((list, index) => ({ colour: seriesLook(index).borderColor, points: list.map(whiskerOf) })),
        ),
      ],
    }
  },
}

function pointOf({ value }: Reading): number {
  const point = value === null ? NaN : numberOf(value)
  return point === Infinity ? NaN : point
}

function ends({ value, interval }: Reading): number[] {
  return [value, ...(interval ?? [])].flatMap((end) => (end === null ? [] : [numberOf(end)]))
}

function whiskerOf({ value, interval }: Reading): Whisker | null {
  if (value === null) return null
  if (numberOf(value) === Infinity) return { low: NaN, high: NaN, isInfinite: true }
  return interval === null ? null : { low: numberOf(interval[0]), high: numberOf(interval[1]) }
}

import { Histogram } from '../../../bench/histogram.ts'
import type { BenchSummary, SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { logEnds, type Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { lineChart, type Line } from '../../charts/lineChart.ts'
import type { Html } from '../template.ts'

const { latency: words, milliseconds, percent, ms, none } = messages.charts

/** Two-sided 95 % intervals of a quantile q exist from q^n + (1 - q)^n < 0.05 on: n (1 - q) of 3.7, for small 1 - q. */
const leastBeyond = 3.7
const steps = 40
/** 1 / (1 - q) at 50, 90, 99, 99.9 and 99.99 %. */
const namedTicks = [2, 10, 100, 1_000, 10_000]
const named = (inverse: number) => percent(1 - 1 / inverse)

interface SpectrumPoint {
  /** 1 / (1 - q). */
  readonly inverse: number
  readonly ms: number
}

/** Latency against 1 / (1 - q), both logarithmic (HdrHistogram's plot), model by model; null where there are too few calls. */
export function spectrum({ series }: BenchSummary): Html | null {
  const spectra = series.map((one) => ({ name: one.series ?? '', points: pointsOf(one) }))
  const all = spectra.flatMap(({ points }) => points)
  if (all.length === 0) return null
  const [low, high] = logEnds(all.map((point) => point.ms))
  const most = Math.max(...all.map(({ inverse }) => inverse))
  const x: Axis = {
    label: words.percentile,
    kind: 'log',
    low: 2,
    high: Math.max(most, 10),
    format: named,
    ticks: namedTicks,
  }
  const y: Axis = { label: words.whole, kind: 'log', low, high, format: milliseconds }
  const lines = spectra.map(({ name, points }, index): Line => ({
    name,
    series: index,
    points: points.map(({ inverse, ms: y }) => ({ x: inverse, y, says: `${named(inverse)}: ${ms(y)}` })),
  }))
  const rows = namedTicks.filter((tick) => tick <= most)
  return figure({
    id: 'spectrum',
    title: words.spectrum,
    note: words.spectrumNote,
    chart: lineChart({
      id: 'chart-spectrum',
      title: words.spectrum,
      description: words.spectrumSay(series.length),
      x,
      y,
      lines,
    }),
    data: {
      columns: [words.percentile, ...spectra.map(({ name }) => name)],
      rows: rows.map((tick) => [named(tick), ...spectra.map(({ points }) => textAt(points, tick))]),
    },
  })
}

function textAt(points: readonly SpectrumPoint[], inverse: number): string {
  const last = points.at(-1)
  if (last === undefined || last.inverse < inverse) return none
  const next = points.findIndex((point) => point.inverse >= inverse)
  return ms(points[next]!.ms)
}

/** Of all calls that were due: where failures begin nothing is finite any more. */
function pointsOf({ histograms, metrics }: SeriesSummary): SpectrumPoint[] {
  const { n } = metrics['total.p50']
  if (histograms.total === undefined || n < 2 * leastBeyond) return []
  const histogram = Histogram.from(histograms.total)
  const most = n / leastBeyond
  const inverses = [
    ...Array.from({ length: steps }, (_, step) => 2 * (most / 2) ** (step / (steps - 1))),
    ...namedTicks,
  ]
  return inverses
    .filter((inverse) => inverse <= most)
    .toSorted((one, other) => one - other)
    .flatMap((inverse) => {
      const rank = Math.ceil(n * (1 - 1 / inverse))
      return rank > histogram.total ? [] : [{ inverse, ms: histogram.atRank(Math.max(1, rank)) }]
    })
}

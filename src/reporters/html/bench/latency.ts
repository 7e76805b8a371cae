import { numberOf } from '../../../bench/figure.ts'
import type { BenchSummary, MetricReading, SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { distributionNames, percentileNames, type DistributionName } from '../../../bench/metrics/index.ts'
import { messages } from '../../../messages/index.ts'
import { figureText } from '../../bench/figureText.ts'
import { logEnds, type Axis } from '../../charts/axis.ts'
import { figure } from '../../charts/figure.ts'
import { rangeChart } from '../../charts/rangeChart.ts'
import { scrollBox } from '../marks.ts'
import { html, type Html } from '../template.ts'

const { latency: words, milliseconds, none } = messages.charts

/** Of each model and kind of latency all percentiles with their intervals. */
export function percentileTable({ series }: BenchSummary): Html {
  const shown = distributionNames.filter((family) => series.some((one) => isKnown(one, family)))
  return scrollBox(
    words.table,
    html`<table class="runs percentiles">
      <caption>
        ${words.table}
      </caption>
      <thead>
        <tr>
          <th scope="col">${words.columns.model}</th>
          <th scope="col">${words.columns.what}</th>
          ${percentileNames.map((name) => html`<th scope="col" class="${name.replace('.', '-')}">${name}</th>`)}
          <th scope="col">${words.columns.success}</th>
          <th scope="col" class="number">${words.columns.n}</th>
        </tr>
      </thead>
      <tbody>
        ${shown.flatMap((family) => series.map((one) => row(one, family)))}
      </tbody>
    </table>`,
  )
}

function isKnown({ metrics }: SeriesSummary, family: DistributionName): boolean {
  return metrics[`${family}.p50`].state !== 'not-measured'
}

function row({ series, metrics }: SeriesSummary, family: DistributionName): Html {
  const { successOnly, n } = metrics[`${family}.p99`]
  return html`<tr>
    <th scope="row">${series}</th>
    <td>${words.families[family]}</td>
    ${percentileNames.map((name) => html`<td class="${name.replace('.', '-')}">${figureText(metrics[`${family}.${name}`], 'ms')}</td>`)}
    <td>${successOnly === null ? none : figureText(successOnly, 'ms')}</td>
    <td class="number">${messages.format.number(n)}</td>
  </tr> `
}

const compared = ['p50', 'p95', 'p99'] as const

/** Percentiles of all models on one axis; null where none has an honest one. */
export function modelRanges({ series }: BenchSummary): Html | null {
  const rows = series.map((one) => ({
    name: one.series ?? '',
    ranges: compared.flatMap((percentile, kind) => rangeOf(one.metrics[`total.${percentile}`], kind)),
  }))
  const ends = rows.flatMap(({ ranges }) => ranges.flatMap(({ low, high }) => [low, high]))
  if (ends.length === 0) return null
  const [low, high] = logEnds(ends)
  const x: Axis = { label: words.whole, kind: 'log', low, high, format: milliseconds }
  return figure({
    id: 'models-latency',
    title: words.models,
    note: words.modelsNote,
    chart: rangeChart({
      id: 'chart-models-latency',
      title: words.models,
      description: words.modelsSay(series.length),
      x,
      kinds: compared,
      rows,
    }),
    data: {
      columns: [words.columns.model, ...compared],
      rows: series.map(({ series: name, metrics }) => [
        name ?? '',
        ...compared.map((percentile) => figureText(metrics[`total.${percentile}`], 'ms')),
      ]),
    },
  })
}

function rangeOf(reading: MetricReading, kind: number) {
  const { value, interval } = reading
  if (value === null || interval === null || numberOf(value) === Infinity) return []
  const [low, high] = interval.map(numberOf) as [number, number]
  return [{ kind, value: numberOf(value), low, high, says: `${compared[kind]} ${figureText(reading, 'ms')}` }]
}

import { numberOf } from '../../../bench/figure.ts'
import type { BenchSummary, SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { figureText } from '../../bench/figureText.ts'
import { figure } from '../../charts/figure.ts'
import { stackedBars } from '../../charts/stackedBars.ts'
import { html, type Html } from '../template.ts'

const { money: words, percent, latency } = messages.charts
const { usd, notMeasured } = messages.benchReport

/** What good answers cost, and what of it was wasted, model by model. */
export function moneyChart({ series }: BenchSummary): Html {
  const priced = series.filter(({ costUsd }) => costUsd !== null)
  if (priced.length === 0) return html`<p>${words.unknown}</p>`
  return figure({
    id: 'cost',
    title: words.chart,
    note: words.note,
    chart: stackedBars({
      id: 'chart-cost',
      title: words.chart,
      description: words.say,
      parts: [
        { name: words.used, ink: 's0' },
        { name: words.wasted, ink: 'bad' },
      ],
      bars: priced.map((one) => ({
        name: one.series ?? '',
        total: figureText(one.metrics['cost.per1kGood'], 'usd'),
        parts: partsOf(one),
      })),
    }),
    data: {
      columns: [
        latency.columns.model,
        words.columns.perGood,
        words.columns.wasteShare,
        words.columns.spent,
        words.columns.unknown,
      ],
      rows: series.map(({ series: name, metrics, costUsd, costsUnknown }) => [
        name ?? '',
        figureText(metrics['cost.per1kGood'], 'usd'),
        figureText(metrics['waste.share'], 'share'),
        costUsd === null ? notMeasured : usd(costUsd),
        messages.format.number(costsUnknown),
      ]),
    },
  })
}

function partsOf({ metrics }: SeriesSummary) {
  const cost = metrics['cost.per1kGood'].value
  if (cost === null || numberOf(cost) === Infinity) return []
  const waste = metrics['waste.share'].value
  const share = waste === null ? 0 : numberOf(waste)
  return [
    { part: 0, value: numberOf(cost) * (1 - share), says: `${words.used}: ${percent(1 - share)}` },
    { part: 1, value: numberOf(cost) * share, says: `${words.wasted}: ${percent(share)}` },
  ]
}

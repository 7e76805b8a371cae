import { numberOf } from '../../../bench/figure.ts'
import type { SeriesSummary } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { figureText } from '../../bench/figureText.ts'
import { theme } from '../../theme.ts'
import { wide, type Chart } from '../chart.ts'
import { barTexts } from '../parts/barTexts.ts'
import { axis, frame } from '../parts/frame.ts'
import { named } from '../parts/named.ts'
import { tint } from '../parts/seriesLook.ts'

const words = messages.png

/** What 1,000 good answers of each model cost, and how much of it brought nothing. */
export const cost: Chart = {
  name: 'cost',
  size: wide,
  config: ({ bench }) => {
    const rows = (bench?.summary.series ?? []).flatMap((one) => rowOf(one) ?? [])
    if (rows.length === 0) return null
    const { light } = theme
    const bar = (colour: string, opacity: number) => ({
      maxBarThickness: 44,
      borderWidth: 1,
      borderColor: colour,
      backgroundColor: tint(colour, opacity),
      pointStyle: 'rect',
    })
    return {
      type: 'bar',
      data: {
        labels: rows.map(({ name }) => name),
        datasets: [
          {
            ...bar(light.series[0]!, 0.85),
            label: words.cost.useful,
            data: rows.map(({ usd, wasted }) => usd - wasted),
          },
          { ...bar(light.series[1]!, 0.35), label: words.cost.wasted, data: rows.map(({ wasted }) => wasted) },
        ],
      },
      options: {
        ...frame({ title: words.cost.title, subtitle: words.cost.subtitle }),
        indexAxis: 'y',
        scales: {
          // A text stands behind each bar.
          x: {
            ...axis(words.cost.axis),
            stacked: true,
            beginAtZero: true,
            suggestedMax: 1.6 * Math.max(...rows.map(({ usd }) => usd)),
          },
          y: { ...axis('', false), stacked: true, ticks: { ...axis('').ticks, color: light.text } },
        },
      },
      plugins: [
        barTexts(
          1,
          rows.map(({ text }) => text),
        ),
      ],
    }
  },
}

/** The share that was wasted is of sums, which are exact, whatever the number of calls. */
function rowOf({ series, metrics, costUsd, wastedUsd }: SeriesSummary) {
  const price = metrics['cost.per1kGood']
  if (price.value === null) return undefined
  const usd = numberOf(price.value)
  if (usd === Infinity) return undefined
  const paid = Number(costUsd ?? 0)
  const share = wastedUsd === null || paid === 0 ? null : Number(wastedUsd) / paid
  const text = words.cost.total(figureText(price, 'usd'), share === null ? null : percent(share))
  return { name: named(series ?? ''), usd, wasted: usd * (share ?? 0), text }
}

function percent(share: number): string {
  return messages.format.number(Math.round(share * 1000) / 10)
}

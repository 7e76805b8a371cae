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

function rowOf({ series, metrics }: SeriesSummary) {
  const [price, waste] = [metrics['cost.per1kGood'], metrics['waste.share']]
  if (price.value === null) return undefined
  const usd = numberOf(price.value)
  if (usd === Infinity) return undefined
  const share = waste.value === null ? 0 : numberOf(waste.value)
  const text = words.cost.total(figureText(price, 'usd'), figureText(waste, 'share'))
  return { name: named(series ?? ''), usd, wasted: usd * share, text }
}

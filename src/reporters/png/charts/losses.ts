import { messages } from '../../../messages/index.ts'
import { theme } from '../../theme.ts'
import { wide, type Chart } from '../chart.ts'
import { barTexts } from '../parts/barTexts.ts'
import { axis, frame } from '../parts/frame.ts'
import { named } from '../parts/named.ts'
import { tint } from '../parts/seriesLook.ts'

const words = messages.png

/** More are no picture any more; the table of the report has them all. */
const mostLosses = 11

/** How much load is left when one part is lost: N-1. */
export const losses: Chart = {
  name: 'n-minus-one',
  size: wide,
  config: ({ plan }) => {
    if (plan === undefined || plan.losses.length === 0) return null
    const rows = [
      { name: words.losses.nothing, ...plan.sustained },
      ...plan.losses
        .slice(0, mostLosses)
        .map((loss) => ({ ...loss, name: words.losses.lost(loss.kind, named(loss.name)) })),
    ]
    const colour = theme.light.series[0]!
    return {
      type: 'bar',
      data: {
        labels: rows.map(({ name }) => name),
        datasets: [
          {
            data: rows.map(({ perSecond }) => perSecond),
            maxBarThickness: 30,
            borderColor: colour,
            borderWidth: 1,
            backgroundColor: rows.map((_, index) => tint(colour, index === 0 ? 0.85 : 0.45)),
          },
        ],
      },
      options: {
        ...frame({ title: words.losses.title, subtitle: words.losses.subtitle, legend: false }),
        indexAxis: 'y',
        scales: {
          x: {
            ...axis(words.loads.axis),
            beginAtZero: true,
            suggestedMax: 1.35 * Math.max(...rows.map(({ perSecond }) => perSecond)),
          },
          y: { ...axis('', false), ticks: { ...axis('').ticks, color: theme.light.text, autoSkip: false } },
        },
      },
      plugins: [
        barTexts(
          0,
          rows.map(({ perSecond, interval }) => words.losses.rate(perSecond, interval)),
        ),
      ],
    }
  },
}

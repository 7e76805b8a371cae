import type { PlanReport } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { wide, type Chart } from '../chart.ts'
import { axis, frame } from '../parts/frame.ts'
import { flatLine } from '../parts/flatLine.ts'
import { named } from '../parts/named.ts'
import { seriesLook } from '../parts/seriesLook.ts'
import { sustainedBand } from '../parts/sustainedBand.ts'

const words = messages.png
const texts = words.amplificationByLoad

/** More lines are no picture any more; the what-if table of the report has them all. */
const mostLines = 6

/** What retries put on top of each load, with nothing lost and with each model lost. */
export const amplificationByLoad: Chart = {
  name: 'retry-amplification-vs-load',
  size: wide,
  config: ({ plan }) => {
    if (plan === undefined || plan.cells.length < 2) return null
    const lines = linesOf(plan).slice(0, mostLines)
    const most = Math.max(...lines.flatMap(({ points }) => points.map(({ x }) => x)))
    const { perSecond, interval } = plan.sustained
    return {
      type: 'line',
      data: {
        datasets: [
          ...lines.map(({ name, points }, index) => ({
            label: name,
            data: points,
            ...seriesLook(index),
            pointRadius: 4,
            cubicInterpolationMode: 'monotone' as const,
          })),
          flatLine(words.amplification.none, [0, most], 1),
        ],
      },
      options: {
        ...frame({ title: texts.title, subtitle: [texts.subtitle, words.loads.sustained(perSecond, interval)] }),
        scales: {
          x: { ...axis(words.loads.axis, false), type: 'linear', beginAtZero: true },
          y: { ...axis(words.amplification.axis), type: 'linear', grace: '4%', suggestedMin: 0.9, suggestedMax: 1.5 },
        },
      },
      plugins: [sustainedBand(plan.sustained)],
    }
  },
}

interface Line {
  readonly name: string
  readonly points: readonly { readonly x: number; readonly y: number }[] & { x: number; y: number }[]
}

/** The first of `lost` is nothing, of which the cells say more than the grid does. */
function linesOf({ cells, whatIf }: PlanReport): Line[] {
  const whole = cells.map(({ offeredPerSecond, attemptsPerCall }) => ({ x: offeredPerSecond, y: attemptsPerCall }))
  const lost = (whatIf?.lost ?? []).flatMap(({ name }, index): Line[] => {
    const of = whatIf!.points.filter((point) => point.lost === index && point.quotaFactor === 1)
    const points = of.map(({ perSecond, attemptsPerCall }) => ({ x: perSecond, y: attemptsPerCall }))
    return index === 0 || points.length === 0 ? [] : [{ name: texts.without(named(name)), points }]
  })
  return [{ name: words.losses.nothing, points: whole }, ...lost]
}

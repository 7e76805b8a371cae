import type { PolicyComparison, PolicyOutcome } from '../../../harness/plan/planReport.ts'
import { messages } from '../../../messages/index.ts'
import { faultBands, roomFor } from '../parts/faultBands.ts'
import { flatLine } from '../parts/flatLine.ts'
import { axis, frame } from '../parts/frame.ts'
import { seriesLook } from '../parts/seriesLook.ts'
import type { Chart } from '../chart.ts'

const words = messages.png
const texts = words.throughOutage

/** What each policy sends through an outage, and what comes of it: whether the client recovers, or keeps itself down. */
export const throughOutage: Chart = {
  name: 'policies-through-outage',
  size: { width: 900, height: 620 },
  config: ({ plan }) => {
    const comparison = plan?.policies ?? null
    if (comparison === null || comparison.outcomes.length === 0) return null
    const { outcomes, durationMs, perSecond } = comparison
    const bars = barsOf(comparison)
    const ends = [0, durationMs / 1000]
    const mostGood = Math.max(
      perSecond,
      ...outcomes.flatMap(({ points }) => points.map((point) => point.goodPerSecond)),
    )
    const seconds = axis(words.seconds, false)
    return {
      type: 'line',
      data: {
        datasets: [
          ...outcomes.map((outcome, index) => lineOf('wire', outcome, index)),
          { ...flatLine(texts.offered(perSecond), ends, perSecond), yAxisID: 'wire' },
          ...outcomes.map((outcome, index) => lineOf('good', outcome, index)),
          { ...flatLine('', ends, perSecond), yAxisID: 'good' },
        ],
      },
      options: withoutUnnamed({
        ...frame({ title: texts.title, subtitle: [texts.subtitle, texts.recovery], room: roomFor(bars) }),
        scales: {
          x: { ...seconds, type: 'linear', min: 0, max: durationMs / 1000 },
          // The one that comes first stands below; its uppermost figure would lie on the lowest of the other.
          good: { ...half(texts.good, 2), max: 1.2 * mostGood, ticks: { ...axis('').ticks, includeBounds: false } },
          wire: { ...half(texts.wire, 3), grace: '6%' },
        },
      }),
      plugins: [faultBands(bars)],
    }
  },
}

/** One of two axes above each other. */
function half(name: string, stackWeight: number) {
  return { ...axis(name), type: 'linear' as const, stack: 'rates', stackWeight, beginAtZero: true }
}

/** A policy has a name in the legend once. */
function lineOf(half: 'wire' | 'good', outcome: PolicyOutcome, index: number) {
  const { policy, points, amplificationDuring, recoversAfterMs } = outcome
  return {
    label: half === 'good' ? '' : texts.policy(texts.names[policy] ?? policy, amplificationDuring, recoversAfterMs),
    data: points.map((point) => ({ x: point.atMs / 1000, y: point[`${half}PerSecond`] })),
    ...seriesLook(index),
    yAxisID: half,
    pointRadius: 0,
    cubicInterpolationMode: 'monotone' as const,
  }
}

function barsOf({ outage: { fromMs, toMs, models, fault } }: PolicyComparison) {
  return [{ model: models.join(', '), fault, fromMs, toMs }]
}

function withoutUnnamed<Options extends ReturnType<typeof frame>>(options: Options): Options {
  options.plugins!.legend!.labels!.filter = ({ text }) => text !== ''
  return options
}

import type { BenchSummary, OverTime } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { theme } from '../../theme.ts'
import { wide, type Chart } from '../chart.ts'
import { faultBands, roomFor } from '../parts/faultBands.ts'
import { axis, frame } from '../parts/frame.ts'
import { named } from '../parts/named.ts'
import { seriesLook, tint } from '../parts/seriesLook.ts'
import { barPx, middles, secondsAxis } from '../parts/steps.ts'

const words = messages.png

const mostModels = 8

/** Which model answered, step by step: who stands in for whom, from when to when. */
export const failover: Chart = {
  name: 'failover',
  size: wide,
  config: ({ bench }) => {
    const time = bench?.summary.overTime
    if (bench === undefined || time === undefined || time.slices.length < 2) return null
    const at = middles(time)
    const models = modelsOf(time, bench.summary)
    const lost = time.slices.map(({ failed }) => failed)
    const bars = (label: string, counts: readonly number[]) => ({
      label,
      data: counts.map((count, index) => ({ x: at[index]!, y: count })) as never[],
      barThickness: barPx(time),
      stack: 'calls',
    })
    return {
      type: 'bar',
      data: {
        datasets: [
          ...models.map((model, index) => {
            const counts = time.slices.map(({ answeredBy }) => answeredBy[model] ?? 0)
            // A bar has no marker, and a cross has no area to be filled.
            const { backgroundColor } = seriesLook(index)
            return {
              ...bars(named(model), counts),
              backgroundColor: tint(backgroundColor, 0.8),
              pointStyle: 'rect' as const,
            }
          }),
          ...(lost.some((count) => count > 0)
            ? [{ ...bars(words.failover.failed, lost), backgroundColor: theme.light.text, pointStyle: 'rect' as const }]
            : []),
        ],
      },
      options: {
        ...frame({ title: words.failover.title, subtitle: words.failover.subtitle, room: roomFor(bench.faults) }),
        scales: {
          x: { ...secondsAxis(time), stacked: true },
          y: { ...axis(words.failover.axis(time.sliceMs / 1000)), stacked: true, beginAtZero: true },
        },
      },
      plugins: [faultBands(bench.faults)],
    }
  },
}

/** The models of the plan first; of others that a server named, so many as a legend holds. */
function modelsOf({ slices }: OverTime, { series }: Pick<BenchSummary, 'series'>): string[] {
  const answered = new Set(slices.flatMap(({ answeredBy }) => Object.keys(answeredBy)))
  const planned = series.flatMap(({ series: name }) => (name !== null && answered.has(name) ? [name] : []))
  const others = [...answered].filter((name) => !planned.includes(name))
  return [...planned, ...others.slice(0, Math.max(0, mostModels - planned.length))]
}

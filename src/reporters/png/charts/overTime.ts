import { messages } from '../../../messages/index.ts'
import { theme } from '../../theme.ts'
import { wide, type Chart } from '../chart.ts'
import { faultBands, roomFor } from '../parts/faultBands.ts'
import { axis, frame } from '../parts/frame.ts'
import { milliseconds } from '../parts/milliseconds.ts'
import { seriesLook, tint } from '../parts/seriesLook.ts'
import { barPx, middles, secondsAxis } from '../parts/steps.ts'

const words = messages.png

const percentiles = ['p50Ms', 'p95Ms', 'p99Ms'] as const

/** Latency percentiles of each step, the calls that failed below them, and the faults above. */
export const overTime: Chart = {
  name: 'latency-over-time',
  size: wide,
  config: ({ bench }) => {
    const time = bench?.summary.overTime
    if (bench === undefined || time === undefined || time.slices.length < 2) return null
    const { slices } = time
    const at = middles(time)
    // A line with more gaps than points tells nothing.
    const lines = percentiles.filter(
      (name) => slices.filter((slice) => slice[name] !== null).length > slices.length / 2,
    )
    const lost = slices.map(({ failed }) => failed)
    const hasLost = lost.some((count) => count > 0)
    const mostDue = Math.max(1, ...slices.map(({ due }) => due))
    return {
      type: 'line',
      data: {
        datasets: [
          ...lines.map((name, index) => ({
            label: name.slice(0, 3),
            data: slices.map((slice, index) => ({ x: at[index]!, y: slice[name] ?? NaN })),
            ...seriesLook(index),
            pointRadius: 2.5,
            cubicInterpolationMode: 'monotone' as const,
            order: 0,
          })),
          ...(hasLost
            ? [
                {
                  type: 'bar' as const,
                  label: words.overTime.failed,
                  data: lost.map((count, index) => ({ x: at[index]!, y: count })) as never[],
                  backgroundColor: tint(theme.light.bad, 0.55),
                  pointStyle: 'rect',
                  yAxisID: 'calls',
                  barThickness: barPx(time),
                  order: 1,
                },
              ]
            : []),
        ],
      },
      options: {
        ...frame({
          title: words.overTime.title,
          subtitle: [words.overTime.subtitle, words.noInterval],
          room: roomFor(bench.faults),
        }),
        scales: {
          x: secondsAxis(time),
          y: milliseconds(lines.flatMap((name) => slices.flatMap((slice) => slice[name] ?? []))),
          // Failures are the foot of the picture, whatever their number.
          calls: {
            ...axis(words.overTime.calls, false),
            display: hasLost,
            type: 'linear',
            position: 'right',
            min: 0,
            max: mostDue * 2,
            ticks: {
              ...axis('').ticks,
              callback: (value) => (Number(value) <= mostDue ? messages.format.number(Number(value)) : ''),
            },
          },
        },
      },
      plugins: [faultBands(bench.faults)],
    }
  },
}

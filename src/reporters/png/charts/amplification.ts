import type { Reading } from '../../../bench/metrics/benchSummary.ts'
import { messages } from '../../../messages/index.ts'
import { figureText } from '../../bench/figureText.ts'
import { wide, type Chart } from '../chart.ts'
import { faultBands, roomFor } from '../parts/faultBands.ts'
import { flatLine } from '../parts/flatLine.ts'
import { axis, frame } from '../parts/frame.ts'
import { named } from '../parts/named.ts'
import { seriesLook } from '../parts/seriesLook.ts'
import { middles, secondsAxis } from '../parts/steps.ts'

const words = messages.png

/** How many attempts a call came to, step by step: what retries put on top of the load, and when. */
export const amplification: Chart = {
  name: 'retry-amplification',
  size: wide,
  config: ({ bench }) => {
    const time = bench?.summary.overTime
    if (bench === undefined || time === undefined || time.slices.length < 2) return null
    const at = middles(time)
    const { min, max } = secondsAxis(time)
    return {
      type: 'line',
      data: {
        datasets: [
          ...bench.summary.series.map(({ series, metrics }, index) => {
            const name = series ?? ''
            return {
              label: labelOf(named(name), metrics['attempts.perCall']),
              // A slice in which nobody asked this model first has no figure.
              data: time.slices.map(({ begun, attempts }, slice) => ({
                x: at[slice]!,
                y: attempts[name]! / begun[name]!,
              })),
              ...seriesLook(index),
              cubicInterpolationMode: 'monotone' as const,
              spanGaps: true,
            }
          }),
          flatLine(words.amplification.none, [min, max], 1),
        ],
      },
      options: {
        ...frame({
          title: words.amplification.title,
          subtitle: words.amplification.subtitle,
          room: roomFor(bench.faults),
        }),
        scales: {
          x: secondsAxis(time),
          y: { ...axis(words.amplification.axis), type: 'linear', grace: '4%', suggestedMin: 0.9, suggestedMax: 1.5 },
        },
      },
      plugins: [faultBands(bench.faults)],
    }
  },
}

function labelOf(name: string, reading: Reading): string {
  return reading.state === 'measured' ? `${name}  ${figureText(reading, 'perCall')}` : name
}

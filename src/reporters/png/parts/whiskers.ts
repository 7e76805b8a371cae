import type { Chart, Plugin } from 'chart.js'
import { messages } from '../../../messages/index.ts'
import { family } from '../font.ts'

/** What is drawn at a point beside its mark. */
export interface Whisker {
  readonly low: number
  /** May be infinite: then the whisker leaves the chart. */
  readonly high: number
  /** The figure itself is infinite: its sign stands at the chart's end. */
  readonly isInfinite?: boolean
}

const endPx = 8

/** Intervals of the points of each dataset, in its colour; null where a point has none. */
export function whiskers(
  datasets: readonly { readonly colour: string; readonly points: readonly (Whisker | null)[] }[],
): Plugin {
  return {
    id: 'whiskers',
    afterDatasetsDraw: (chart) => {
      const { ctx } = chart
      ctx.save()
      ctx.lineWidth = 2
      for (const [dataset, { colour, points }] of datasets.entries()) {
        ctx.strokeStyle = colour
        ctx.fillStyle = colour
        for (const [point, whisker] of points.entries()) if (whisker !== null) drawAt(chart, dataset, point, whisker)
      }
      ctx.restore()
    },
  }
}

function drawAt(chart: Chart, dataset: number, point: number, { low, high, isInfinite }: Whisker): void {
  const { ctx, chartArea, scales } = chart
  const x = chart.getDatasetMeta(dataset).data[point]?.getProps(['x'], true)['x'] as number | undefined
  if (x === undefined) return
  if (isInfinite === true) {
    ctx.font = `bold 18px ${family}`
    ctx.textAlign = 'center'
    ctx.textBaseline = 'top'
    ctx.fillText(messages.png.infinite, x, chartArea.top + 2)
    return
  }
  const [bottom, top] = [low, high].map((value) =>
    value === Infinity ? chartArea.top : scales['y']!.getPixelForValue(value),
  ) as [number, number]
  ctx.beginPath()
  const line = (x1: number, y1: number, x2: number, y2: number) => {
    ctx.moveTo(x1, y1)
    ctx.lineTo(x2, y2)
  }
  line(x, bottom, x, top)
  line(x - endPx, bottom, x + endPx, bottom)
  if (high !== Infinity) line(x - endPx, top, x + endPx, top)
  ctx.stroke()
}

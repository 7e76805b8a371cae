import { axes, scaleOf, type Axis } from './axis.ts'
import { bar, picture, type Picture } from './draw.ts'
import { frameOf } from './frameOf.ts'
import { shadeOf, shades } from './shades.ts'
import { inBothWidths } from './widths.ts'
import type { Html } from '../html/template.ts'

interface HeatBox {
  readonly x: readonly [from: number, to: number]
  readonly y: readonly [from: number, to: number]
  readonly count: number
  readonly says: string
}

export interface HeatMap extends Omit<Picture, 'width' | 'height'> {
  readonly x: Axis
  readonly y: Axis
  readonly boxes: readonly HeatBox[]
}

const plotHeight = 220

/** How often two figures came together: the more, the stronger the colour. */
export function heatMap(chart: HeatMap): Html {
  return inBothWidths(chart.id, (id, width) => drawnIn({ ...chart, id }, width))
}

function drawnIn(chart: HeatMap, width: number): Html {
  const { x, y, boxes } = chart
  const frame = frameOf(y, width, 28, plotHeight)
  const toX = scaleOf(x, [frame.left, frame.right])
  const toY = scaleOf(y, [frame.bottom, frame.top])
  const most = Math.max(...boxes.map(({ count }) => count))
  return picture({ ...chart, width, height: frame.bottom + 46 }, [
    axes(frame, x, y, [toX, toY], width),
    boxes.map(({ x: [left, right], y: [low, high], count, says }) => {
      const opacity = `fill-opacity="${shades[shadeOf(count, most)]}"`
      return bar(toX(left), toY(high), toX(right) - toX(left) - 1, toY(low) - toY(high) - 1, 's0', says, opacity)
    }),
  ])
}

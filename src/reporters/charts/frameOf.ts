import type { Axis, Frame } from './axis.ts'
import { widthOf } from './draw.ts'
import { ticksOf } from './ticks.ts'
import { isNarrow } from './widths.ts'

/** Where data is drawn in a picture with a level and an upright axis: to the right of the names of `y`. */
export function frameOf(y: Axis, width: number, top: number, height: number): Frame {
  const names = 10 + Math.max(0, ...ticksOf(y).map((tick) => widthOf(y.format(tick))))
  return isNarrow(width)
    ? { left: names, right: width - 16, top, bottom: top + height }
    : { left: Math.max(62, names), right: width - 24, top, bottom: top + height }
}

import { html, type Html } from '../html/template.ts'
import { seriesStyle } from '../theme.ts'
import { arrowHead } from './arrow.ts'
import { heightBelow, nameBelow, scaleOf, type Axis, type Scale } from './axis.ts'
import { label, mark, picture, raw, rule, widthOf, type Picture } from './draw.ts'
import { legend, lineOf } from './legend.ts'
import { mostLeftPx, nameAbovePx, rowNames } from './rowNames.ts'
import { ticksAcross } from './ticks.ts'
import { inBothWidths } from './widths.ts'

interface Range {
  /** Its place among `kinds`. */
  readonly kind: number
  readonly value: number
  readonly low: number
  readonly high: number
  readonly says: string
}

export interface RangeChart extends Omit<Picture, 'width' | 'height'> {
  readonly x: Axis
  readonly kinds: readonly string[]
  readonly rows: readonly { readonly name: string; readonly ranges: readonly Range[] }[]
}

const pitch = 44

/** Rows on one axis: dots with their intervals, the same kinds in each. An interval beyond the axis ends in an arrow. */
export function rangeChart(chart: RangeChart): Html {
  return inBothWidths(chart.id, (id, width) => drawnIn({ ...chart, id }, width))
}

function drawnIn(chart: RangeChart, width: number): Html {
  const { x, kinds, rows } = chart
  const isShown = (kind: number) => rows.some(({ ranges }) => ranges.some((range) => range.kind === kind))
  const { drawn, height } = legend(
    kinds.flatMap((name, series) => (isShown(series) ? [{ name, series }] : [])),
    width,
  )
  const { names, isAbove, ...place } = rowNames(
    rows.map(({ name }) => name),
    width,
  )
  // The name of the first tick has room, too.
  const left = Math.max(place.left, widthOf(x.format(x.low)) / 2)
  const right = width - 20
  const room = isAbove ? nameAbovePx : 0
  const toX = scaleOf(x, [left, right])
  // As many as there is room for beside the longest names: how models are called changes nothing of the axis.
  const ticks = ticksAcross(x, scaleOf(x, [isAbove ? left : mostLeftPx, right]))
  const top = height + 12
  const bottom = top + rows.length * (pitch + room)
  return picture({ ...chart, width, height: bottom + heightBelow(x, width) }, [
    drawn,
    ticks.map(
      (tick) =>
        html`${rule([toX(tick), top], [toX(tick), bottom], 'line')}${label(x.format(tick), { x: toX(tick), y: bottom + 18, anchor: 'middle' })}`,
    ),
    rule([left, bottom], [right, bottom], 'quiet'),
    nameBelow(x.label, { left, right, top, bottom }, width),
    rows.map(({ ranges }, row) => {
      const y = top + row * (pitch + room) + room + pitch / 2
      const name = isAbove
        ? label(names[row]!, { x: 0, y: y - pitch / 2 + 2, ink: 'text', hasHalo: true })
        : label(names[row]!, { x: left - 12, y: y + 4, anchor: 'end', ink: 'text' })
      return html`${name}${ranges.map((range) => dot(range, y + (range.kind - (kinds.length - 1) / 2) * 9, x, toX))}`
    }),
  ])
}

function dot({ kind, value, low, high, says }: Range, y: number, x: Axis, toX: Scale): Html {
  const { colour, marker } = seriesStyle(kind)
  const [from, to] = [toX(low), toX(high)]
  const end = high > x.high ? arrowHead(to, y, 1) : `M${to.toFixed(1)},${y - 3.5}v7`
  const ends = `M${from.toFixed(1)},${y - 3.5}v7${end}`
  const bar = `M${from.toFixed(1)},${y}H${to.toFixed(1)}`
  return html`${raw(`<path d="${bar}" ${lineOf(kind)}></path><path d="${ends}" ${lineOf(kind).replace(/ stroke-dasharray="[^"]*"/, '')}></path>`)}${mark(marker, toX(value), y, `s${colour}`, says)}`
}

import { html, type Html } from '../html/template.ts'
import { bar, charactersIn, cut, label, picture, rule, widthOf, type Picture } from './draw.ts'
import type { Ink } from './ink.ts'
import { legend } from './legend.ts'
import { nameAbovePx, rowNames } from './rowNames.ts'
import { inBothWidths } from './widths.ts'

interface BarPart {
  /** Place in `parts` of the chart. */
  readonly part: number
  readonly value: number
  /** What a pointer is told. */
  readonly says: string
}

export interface StackedBars extends Omit<Picture, 'width' | 'height'> {
  /** What bars are made of, in their order; one without a name stands in no legend. */
  readonly parts: readonly { readonly name: string; readonly ink: Ink; readonly opacity?: number }[]
  readonly bars: readonly { readonly name: string; readonly parts: readonly BarPart[]; readonly total: string }[]
  /** The end of the axis: the greatest bar, unless given. */
  readonly most?: number
  /** A line across all bars. */
  readonly limit?: { readonly at: number; readonly name: string }
}

const barHeight = 22

/** Level bars below each other, with a figure behind each. */
export function stackedBars(chart: StackedBars): Html {
  return inBothWidths(chart.id, (id, width) => drawnIn({ ...chart, id }, width))
}

function drawnIn(chart: StackedBars, width: number): Html {
  const { parts, bars, limit } = chart
  const used = parts.filter(
    ({ name }, index) =>
      name !== '' && bars.some((one) => one.parts.some(({ part, value }) => part === index && value > 0)),
  )
  const { drawn, height } = legend(
    used.map(({ name, ink, opacity }) => ({ name, ink, isHatched: opacity !== undefined })),
    width,
  )
  const { names, left, isAbove } = rowNames(
    bars.map(({ name }) => name),
    width,
  )
  const right = width - (isAbove ? 12 : Math.max(40, ...bars.map(({ total }) => widthOf(total) + 12)))
  const room = isAbove ? nameAbovePx : 0
  const pitch = barHeight + 12 + room
  const sums = bars.map((one) => sumOf(one.parts))
  const most = chart.most ?? Math.max(...sums, limit?.at ?? 0, Number.MIN_VALUE)
  const toX = (value: number) => left + (Math.min(value, most) / most) * (right - left)
  const top = height + (limit === undefined ? 10 : 28)
  const bottom = top + bars.length * pitch
  const topOf = (row: number) => top + row * pitch + room + 6
  return picture({ ...chart, width, height: bottom + 4 }, [
    drawn,
    bars.map(({ parts: pieces }, row) => {
      const y = topOf(row)
      const boxes = pieces.map(({ part, value, says }, index) => {
        if (value <= 0) return ''
        const from = toX(sumOf(pieces.slice(0, index)))
        const { ink, opacity } = parts[part]!
        const more = opacity === undefined ? '' : `fill-opacity="${opacity}"`
        return bar(from, y, toX(sumOf(pieces.slice(0, index + 1))) - from, barHeight, ink, says, more)
      })
      return html`${boxes}${rule([left, y - 3], [left, y + barHeight + 3], 'quiet')}`
    }),
    limit !== undefined &&
      html`${limitLine(toX(limit.at), top - 4, bottom)}${label(limit.name, { x: toX(limit.at), y: top - 9, anchor: toX(limit.at) > width / 2 ? 'end' : 'start', ink: 'bad' })}`,
    bars.map(({ total }, row) => {
      if (isAbove) return nameAbove(names[row]!, total, { left, right, y: topOf(row) - 5 })
      const y = topOf(row) + 15
      const name = label(names[row]!, { x: left - 10, y, anchor: 'end', ink: 'text' })
      return html`${name}${label(total, { x: toX(sums[row]!) + 8, y, ink: 'text', hasHalo: true })}`
    }),
  ])
}

/** On ground of its own: it crosses bars of any colour. */
function limitLine(x: number, top: number, bottom: number): Html {
  return html`${rule([x, top], [x, bottom], 'ground', 'stroke-width="4"')}${rule([x, top], [x, bottom], 'bad', 'stroke-dasharray="6 4" stroke-width="1.5"')}`
}

function nameAbove(name: string, total: string, { left, right, y }: { left: number; right: number; y: number }): Html {
  const most = charactersIn(right - left - widthOf(total) - 10)
  return html`${label(cut(name, most), { x: left, y, ink: 'text', hasHalo: true })}${label(total, { x: right, y, anchor: 'end', ink: 'text', hasHalo: true })}`
}

function sumOf(parts: readonly BarPart[]): number {
  return parts.reduce((sum, { value }) => sum + Math.max(0, value), 0)
}

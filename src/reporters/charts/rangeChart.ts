import { html, type Html } from '../html/template.ts'
import { seriesStyle } from '../theme.ts'
import { scaleOf, ticksOf, type Axis } from './axis.ts'
import { cut, label, mark, picture, raw, rule, widthOf, type Picture } from './draw.ts'
import { legend, lineOf } from './legend.ts'

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

const width = 680
const pitch = 44

/** Rows on one axis: dots with their intervals, the same kinds in each. */
export function rangeChart(chart: RangeChart): Html {
  const { x, kinds, rows } = chart
  const { drawn, height } = legend(
    kinds.map((name, series) => ({ name, series })),
    width,
  )
  const names = rows.map(({ name }) => cut(name, 28))
  const left = Math.min(200, Math.max(60, ...names.map((name) => widthOf(name) + 16)))
  const right = width - 20
  const toX = scaleOf(x, [left, right])
  const top = height + 12
  const bottom = top + rows.length * pitch
  return picture({ ...chart, width, height: bottom + 46 }, [
    drawn,
    ticksOf(x, 7).map(
      (tick) =>
        html`${rule([toX(tick), top], [toX(tick), bottom], 'line')}${label(x.format(tick), { x: toX(tick), y: bottom + 18, anchor: 'middle' })}`,
    ),
    rule([left, bottom], [right, bottom], 'quiet'),
    label(x.label, { x: (left + right) / 2, y: bottom + 36, anchor: 'middle', ink: 'text' }),
    rows.map(({ ranges }, row) => {
      const y = top + row * pitch + pitch / 2
      const name = label(names[row]!, { x: left - 12, y: y + 4, anchor: 'end', ink: 'text' })
      return html`${name}${ranges.map((range) => dot(range, y + (range.kind - (kinds.length - 1) / 2) * 9, toX))}`
    }),
  ])
}

function dot({ kind, value, low, high, says }: Range, y: number, toX: (value: number) => number): Html {
  const { colour, marker } = seriesStyle(kind)
  const [from, to] = [toX(low), toX(high)]
  const ends = `M${from.toFixed(1)},${y - 3.5}v7M${to.toFixed(1)},${y - 3.5}v7`
  const bar = `M${from.toFixed(1)},${y}H${to.toFixed(1)}`
  return html`${raw(`<path d="${bar}" ${lineOf(kind)}></path><path d="${ends}" ${lineOf(kind).replace(/ stroke-dasharray="[^"]*"/, '')}></path>`)}${mark(marker, toX(value), y, `s${colour}`, says)}`
}

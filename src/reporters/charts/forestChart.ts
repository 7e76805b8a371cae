import { html, type Html } from '../html/template.ts'
import { seriesStyle, theme } from '../theme.ts'
import { arrowHead } from './arrow.ts'
import { heightBelow, nameBelow, scaleOf, type Axis, type Scale } from './axis.ts'
import { bar, cut, label, mark, picture, raw, rule, widthOf, type Picture } from './draw.ts'
import { stroke, type Ink } from './ink.ts'
import { legend } from './legend.ts'
import { ticksAcross } from './ticks.ts'
import { inBothWidths, isNarrow } from './widths.ts'

interface ForestRow {
  readonly name: string
  /** Its place in the theme. */
  readonly series: number
  readonly value: number
  /** Null where nothing is known of how sure it is. */
  readonly span: readonly [low: number, high: number] | null
  readonly word: string
  readonly ink: Ink
  /** Beside the word: the figure itself. */
  readonly figure: string
  readonly says: string
}

export interface ForestChart extends Omit<Picture, 'width' | 'height'> {
  readonly x: Axis
  /** Where nothing changed. */
  readonly zero: number
  /** Within it a change is none. */
  readonly margin: { readonly from: number; readonly to: number; readonly name: string }
  readonly groups: readonly { readonly name: string; readonly rows: readonly ForestRow[] }[]
}

const headHeight = 26

/** Changes with their intervals, a row each, against a line where nothing changed. What is beyond the axis ends in an arrow. */
export function forestChart(chart: ForestChart): Html {
  return inBothWidths(chart.id, (id, width) => drawnIn({ ...chart, id }, width))
}

function drawnIn(chart: ForestChart, width: number): Html {
  const { x, zero, margin, groups } = chart
  const { drawn, height } = legend([{ name: margin.name, ink: 'quiet', isHatched: true }], width)
  const place = placeOf(chart, width)
  const { left, right, rowHeight } = place
  const toX = scaleOf(x, [left, right])
  const top = height + 10
  const bottom = top + groups.reduce((sum, group) => sum + headHeight + group.rows.length * rowHeight, 0) + 6
  const band = bar(toX(margin.from), top, toX(margin.to) - toX(margin.from), bottom - top, 'quiet', undefined, pale)
  let y = top
  const parts = groups.map((group) => {
    y += headHeight
    const head = label(group.name, { x: 0, y: y - 6, ink: 'text', hasHalo: true })
    const lines = group.rows.map((row) => {
      y += rowHeight
      return html`${range(row, y - 10, place, x, toX)}${texts(row, y - 10, place)}`
    })
    return html`${head}${lines}`
  })
  return picture({ ...chart, width, height: bottom + heightBelow(x, width) }, [
    drawn,
    band,
    ticksAcross(x, toX).map(
      (tick) =>
        html`${rule([toX(tick), top], [toX(tick), bottom], 'line')}${label(x.format(tick), { x: toX(tick), y: bottom + 18, anchor: 'middle' })}`,
    ),
    rule([toX(zero), top], [toX(zero), bottom], 'text'),
    rule([left, bottom], [right, bottom], 'quiet'),
    nameBelow(x.label, { left, right, top, bottom }, width),
    parts,
  ])
}

const pale = 'fill-opacity="0.14"'

interface Place {
  readonly left: number
  readonly right: number
  readonly rowHeight: number
  /** On a phone texts stand above their line. */
  readonly isAbove: boolean
  readonly width: number
}

function placeOf({ groups }: ForestChart, width: number): Place {
  if (isNarrow(width)) return { left: 22, right: width - 30, rowHeight: 36, isAbove: true, width }
  const rows = groups.flatMap((group) => group.rows)
  const right = width - Math.max(60, ...rows.map((row) => widthOf(`${row.word} ${row.figure}`) + 20))
  return { left: 170, right, rowHeight: 20, isAbove: false, width }
}

function texts({ name, word, ink, figure }: ForestRow, y: number, { left, right, isAbove, width }: Place): Html {
  const said = `${word} ${figure}`
  return isAbove
    ? html`${label(cut(name, 20), { x: 0, y: y - 11, ink: 'text', hasHalo: true })}${label(said, { x: width, y: y - 11, anchor: 'end', ink, hasHalo: true })}`
    : html`${label(cut(name, 22), { x: left - 10, y: y + 4, anchor: 'end', ink: 'text' })}${label(said, { x: right + 12, y: y + 4, ink })}`
}

function range({ series, value, span, says }: ForestRow, y: number, place: Place, x: Axis, toX: Scale): Html {
  const { colour, marker } = seriesStyle(series)
  const ink = `s${colour}` as const
  const [low, high] = span ?? [value, value]
  const line = `M${toX(low).toFixed(1)},${y}H${toX(high).toFixed(1)}`
  const arrows = [low < x.low ? arrowHead(place.left, y, -1) : '', high > x.high ? arrowHead(place.right, y, 1) : '']
  const isInside = value >= x.low && value <= x.high
  const path = `<path d="${span === null ? '' : line}${arrows.join('')}" ${stroke(ink)} stroke-width="${theme.lineWidthPx}" fill="none"></path>`
  return html`${raw(path)}${isInside && mark(marker, toX(value), y, ink, says)}`
}

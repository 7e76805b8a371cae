import { line } from 'd3-shape'
import { html, type Html } from '../html/template.ts'
import { seriesStyle } from '../theme.ts'
import type { Axis, Frame, Scale } from './axis.ts'
import { raw } from './draw.ts'
import { fill, type Ink } from './ink.ts'
import { lineOf } from './legend.ts'
import { shadeOf, shades } from './shades.ts'

/** One figure of each slice of time. */
interface TimeLine {
  readonly name: string
  /** Its place in the theme. */
  readonly series: number
  readonly values: readonly number[]
}

interface HeatCell {
  readonly slice: number
  readonly low: number
  readonly high: number
  readonly count: number
}

export type TimePanel = { readonly y: Axis } & (
  | { readonly kind: 'lines'; readonly lines: readonly TimeLine[] }
  /** On each other, slice by slice. */
  | {
      readonly kind: 'columns'
      readonly parts: readonly { readonly name: string; readonly ink: Ink; readonly values: readonly number[] }[]
    }
  /** The more, the darker. */
  | {
      readonly kind: 'heat'
      readonly cells: readonly HeatCell[]
    }
)

export interface Slices {
  readonly fromMs: number
  readonly sliceMs: number
}

/** What lies within the frame of a panel. */
export function panelContent(panel: TimePanel, slices: Slices, frame: Frame, toX: Scale, toY: Scale): Html {
  if (panel.kind === 'lines') return html`${panel.lines.map((one) => timeLine(one, slices, toX, toY))}`
  return panel.kind === 'columns' ? columns(panel.parts, slices, frame, toX, toY) : heat(panel.cells, slices, toX, toY)
}

function timeLine({ series, values }: TimeLine, { fromMs, sliceMs }: Slices, toX: Scale, toY: Scale): Html {
  const path = line<number>(
    (_, index) => toX(fromMs + (index + 0.5) * sliceMs),
    (value) => toY(value),
  ).digits(1)(values)
  return raw(`<path d="${path ?? ''}" ${lineOf(series)}></path>`)
}

/** One path for all boxes of a colour: there are thousands. */
function columns(
  parts: Extract<TimePanel, { kind: 'columns' }>['parts'],
  { fromMs, sliceMs }: Slices,
  { bottom }: Frame,
  toX: Scale,
  toY: Scale,
): Html {
  const below = parts[0]!.values.map(() => 0)
  return html`${parts.map(({ ink, values }) => {
    const boxes = values.map((value, slice) => {
      if (value <= 0) return ''
      const base = below[slice]!
      below[slice] = base + value
      const begin = fromMs + slice * sliceMs
      return box(toX(begin), toX(begin + sliceMs), Math.min(bottom, toY(base)), toY(base + value))
    })
    return raw(`<path d="${boxes.join('')}" ${fill(ink)}></path>`)
  })}`
}

function heat(cells: readonly HeatCell[], { fromMs, sliceMs }: Slices, toX: Scale, toY: Scale): Html {
  const most = Math.max(...cells.map(({ count }) => count))
  const { colour } = seriesStyle(0)
  return html`${shades.map((shade, index) => {
    const boxes = stretches(cells.filter(({ count }) => shadeOf(count, most) === index)).map(
      ({ from, to, low, high }) => {
        const [left, right] = [toX(fromMs + from * sliceMs), toX(fromMs + to * sliceMs)]
        return `M${short(left)},${short(toY(high))}H${short(right)}V${short(toY(low))}H${short(left)}z`
      },
    )
    return boxes.length > 0 && raw(`<path d="${boxes.join('')}" ${fill(`s${colour}`)} fill-opacity="${shade}"></path>`)
  })}`
}

/** Cells of one band that follow each other are one box. */
function stretches(cells: readonly HeatCell[]) {
  const found: { from: number; to: number; low: number; high: number }[] = []
  for (const { slice, low, high } of cells.toSorted((one, other) => one.low - other.low || one.slice - other.slice)) {
    const last = found.at(-1)
    if (last !== undefined && last.low === low && last.to === slice) last.to += 1
    else found.push({ from: slice, to: slice + 1, low, high })
  }
  return found
}

/** With a hair of ground to its right. */
function box(left: number, right: number, bottom: number, top: number): string {
  const width = Math.max(0.7, right - left - 0.5)
  const height = Math.max(0.7, bottom - top)
  return `M${short(left)},${short(top)}h${short(width)}v${short(height)}h-${short(width)}z`
}

function short(value: number): string {
  return String(Math.round(value * 10) / 10)
}

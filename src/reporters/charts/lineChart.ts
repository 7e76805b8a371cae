import { html, type Html } from '../html/template.ts'
import { axes, heightAbove, heightBelow, scaleOf, type Axis, type Frame, type Scale } from './axis.ts'
import { bar, label, picture, raw, rule, type Picture } from './draw.ts'
import { drawnLine, type Line } from './drawnLine.ts'
import { frameOf } from './frameOf.ts'
import type { Ink } from './ink.ts'
import { legend, markingLine, type LegendEntry } from './legend.ts'
import { inBothWidths, isNarrow } from './widths.ts'

export type { Line } from './drawnLine.ts'

export interface LineChart extends Omit<Picture, 'width' | 'height'> {
  readonly x: Axis
  readonly y: Axis
  readonly lines: readonly Line[]
  /** Level lines with names: a limit. */
  readonly limits?: readonly { readonly at: number; readonly name: string }[]
  /** Stretches of x that are marked: an interval, an outage. */
  readonly bands?: readonly { readonly from: number; readonly to: number; readonly name: string; readonly ink: Ink }[]
  /** Bars that hang under the plot: how many failed. From 0 to 1. */
  readonly bars?: {
    readonly name: string
    readonly values: readonly { from: number; to: number; share: number; says: string }[]
  }
  /** The diagonal: what goes in comes out. */
  readonly diagonal?: string
}

const plotHeight = 220
const barsHeight = 36

/** Lines with their intervals as bands, over one x and one y. */
export function lineChart(chart: LineChart): Html {
  return inBothWidths(chart.id, (id, width) => drawn({ ...chart, id }, width))
}

function drawn(chart: LineChart, width: number): Html {
  const { x, y, lines, limits = [], bands = [], bars, diagonal } = chart
  const keys: LegendEntry[] = [
    ...lines.map(({ name, series }) => ({ name, series })),
    ...limits.map(({ name }) => ({ name, line: 'limit' as const })),
    ...(diagonal === undefined ? [] : [{ name: diagonal, line: 'diagonal' as const }]),
    ...bands.map(({ name, ink }) => ({ name, ink, isHatched: true })),
    ...(bars === undefined ? [] : [{ name: bars.name, ink: 'bad' as const }]),
  ]
  const { drawn: key, height } = legend(keys, width)
  const top = height + heightAbove(y, width)
  const frame = frameOf(y, width, top, plotHeight)
  const toX = scaleOf(x, [frame.left, frame.right])
  const toY = scaleOf(y, [frame.bottom, frame.top])
  const marks = isNarrow(width) ? { most: 10, hasUnseen: false } : { most: 24, hasUnseen: true }
  const below = bars === undefined ? 0 : barsHeight + 30
  return picture({ ...chart, width, height: frame.bottom + heightBelow(x, width) + below }, [
    key,
    bands.map(({ from, to, ink }) =>
      bar(toX(from), frame.top, Math.max(1.5, toX(to) - toX(from)), plotHeight, ink, undefined, 'fill-opacity="0.16"'),
    ),
    axes(frame, x, y, [toX, toY], width),
    diagonal !== undefined && diagonalLine(x, y, [toX, toY]),
    limits.map(({ at }) => levelLine(frame, toY(at))),
    lines.map((one) => drawnLine(one, [toX, toY], marks)),
    bars !== undefined && barsBelow(bars, frame, frame.bottom + heightBelow(x, width) + 16, toX),
  ])
}

function levelLine({ left, right }: Frame, at: number): Html {
  return raw(`<path d="M${left},${at.toFixed(1)}H${right}" ${markingLine.limit} fill="none"></path>`)
}

function diagonalLine(x: Axis, y: Axis, [toX, toY]: readonly [Scale, Scale]): Html {
  const [low, high] = [Math.max(x.low, y.low), Math.min(x.high, y.high)]
  const path = [toX(low), toY(low), toX(high), toY(high)].map((at) => at.toFixed(1))
  return raw(`<path d="M${path[0]},${path[1]}L${path[2]},${path[3]}" ${markingLine.diagonal} fill="none"></path>`)
}

/** A strip of its own below the plot, with the same x. */
function barsBelow(
  { name, values }: NonNullable<LineChart['bars']>,
  { left, right }: Frame,
  top: number,
  toX: Scale,
): Html {
  const base = top + barsHeight
  return html`${label(name, { x: left, y: base - barsHeight - 4 })}${rule([left, base], [right, base], 'quiet')}${values
    .filter(({ share }) => share > 0)
    .map(({ from, to, share, says }) => {
      const high = Math.max(1.5, share * barsHeight)
      return bar(toX(from) + 0.5, base - high, toX(to) - toX(from) - 1, high, 'bad', says)
    })}`
}

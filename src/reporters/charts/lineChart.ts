import { area, line } from 'd3-shape'
import { html, type Html } from '../html/template.ts'
import { seriesStyle } from '../theme.ts'
import { axes, scaleOf, type Axis, type Frame, type Scale } from './axis.ts'
import { bar, label, mark, picture, raw, rule, type Picture } from './draw.ts'
import { fill, type Ink } from './ink.ts'
import { legend, lineOf, markingLine, type LegendEntry } from './legend.ts'

interface LinePoint {
  readonly x: number
  /** Null where nothing is known: the line has a gap there. */
  readonly y: number | null
  readonly low?: number | null
  readonly high?: number | null
  /** What a pointer is told. */
  readonly says: string
  /** Drawn hollow: it is there, and nobody should build on it. */
  readonly isDoubtful?: boolean
}

export interface Line {
  readonly name: string
  /** Its place in the theme. */
  readonly series: number
  readonly points: readonly LinePoint[]
}

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

const width = 680
const plotHeight = 220
const barsHeight = 36
const mostMarkers = 24

/** Lines with their intervals as bands, over one x and one y. */
export function lineChart(chart: LineChart): Html {
  const { x, y, lines, limits = [], bands = [], bars, diagonal } = chart
  const keys: LegendEntry[] = [
    ...lines.map(({ name, series }) => ({ name, series })),
    ...limits.map(({ name }) => ({ name, line: 'limit' as const })),
    ...(diagonal === undefined ? [] : [{ name: diagonal, line: 'diagonal' as const }]),
    ...bands.map(({ name, ink }) => ({ name, ink, isHatched: true })),
    ...(bars === undefined ? [] : [{ name: bars.name, ink: 'bad' as const }]),
  ]
  const { drawn, height } = legend(keys, width)
  const top = height + 34
  const frame: Frame = { left: 62, right: width - 24, top, bottom: top + plotHeight }
  const toX = scaleOf(x, [frame.left, frame.right])
  const toY = scaleOf(y, [frame.bottom, frame.top])
  const below = bars === undefined ? 0 : barsHeight + 30
  return picture({ ...chart, width, height: frame.bottom + 46 + below }, [
    drawn,
    bands.map(({ from, to, ink }) =>
      bar(toX(from), frame.top, Math.max(1.5, toX(to) - toX(from)), plotHeight, ink, undefined, 'fill-opacity="0.16"'),
    ),
    axes(frame, x, y, [toX, toY]),
    diagonal !== undefined && diagonalLine(x, y, [toX, toY]),
    limits.map(({ at }) => levelLine(frame, toY(at))),
    lines.map((one) => drawnLine(one, toX, toY)),
    bars !== undefined && barsBelow(bars, frame, toX),
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

function drawnLine({ name, series, points }: Line, toX: Scale, toY: Scale): Html {
  const { colour, marker } = seriesStyle(series)
  const ink = `s${colour}` as const
  const isKnown = ({ y }: LinePoint) => y !== null
  const path = line<LinePoint>(
    (point) => toX(point.x),
    (point) => toY(point.y!),
  )
    .defined(isKnown)
    .digits(1)(points)
  const band = area<LinePoint>()
    .x((point) => toX(point.x))
    .y0((point) => toY(point.low!))
    .y1((point) => toY(point.high!))
    .defined(({ low, high }) => typeof low === 'number' && typeof high === 'number')
    .digits(1)(points)
  const known = points.filter(isKnown)
  const every = Math.ceil(known.length / mostMarkers)
  const marks = known.map((point, index) => {
    const at = [toX(point.x), toY(point.y!)] as const
    if (point.isDoubtful === true) return hollow(...at, series, `${name}, ${point.says}`)
    return index % every === 0
      ? mark(marker, ...at, ink, `${name}, ${point.says}`)
      : unseen(...at, `${name}, ${point.says}`)
  })
  return html`${band !== null && raw(`<path d="${band}" ${fill(ink)} fill-opacity="0.15"></path>`)}${path !== null && raw(`<path d="${path}" ${lineOf(series)}></path>`)}${marks}`
}

/** Only a pointer finds it. */
function unseen(x: number, y: number, says: string): Html {
  return html`${raw(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill-opacity="0">`)}<title>${says}</title>${raw('</circle>')}`
}

function hollow(x: number, y: number, series: number, says: string): Html {
  const { colour } = seriesStyle(series)
  const ring = `class="fill-ground stroke-s${colour}" fill="#ffffff" stroke="currentColor" stroke-width="1.5"`
  return html`${raw(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" ${ring}>`)}<title>${says}</title>${raw('</circle>')}`
}

/** A strip of its own below the plot, with the same x. */
function barsBelow({ name, values }: NonNullable<LineChart['bars']>, { left, right, bottom }: Frame, toX: Scale): Html {
  const base = bottom + 62 + barsHeight
  return html`${label(name, { x: left, y: base - barsHeight - 4 })}${rule([left, base], [right, base], 'quiet')}${values
    .filter(({ share }) => share > 0)
    .map(({ from, to, share, says }) => {
      const high = Math.max(1.5, share * barsHeight)
      return bar(toX(from) + 0.5, base - high, toX(to) - toX(from) - 1, high, 'bad', says)
    })}`
}

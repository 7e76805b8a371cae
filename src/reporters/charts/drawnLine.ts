import { area, line } from 'd3-shape'
import { html, type Html } from '../html/template.ts'
import { seriesStyle } from '../theme.ts'
import type { Scale } from './axis.ts'
import { mark, raw } from './draw.ts'
import { fill, stroke } from './ink.ts'
import { lineOf } from './legend.ts'

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

interface Marks {
  /** So many are seen at most. */
  readonly most: number
  /** A pointer finds the others, too; a thumb on a phone would not. */
  readonly hasUnseen: boolean
}

/** A line with its interval as a band, and a mark at each point or each few. */
export function drawnLine(
  { name, series, points }: Line,
  [toX, toY]: readonly [Scale, Scale],
  { most, hasUnseen }: Marks,
): Html {
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
  const every = Math.ceil(known.length / most)
  const marks = known.map((point, index) => {
    const at = [toX(point.x), toY(point.y!)] as const
    if (point.isDoubtful === true) return hollow(...at, series, `${name}, ${point.says}`)
    if (index % every === 0) return mark(marker, ...at, ink, `${name}, ${point.says}`)
    return hasUnseen && unseen(...at, `${name}, ${point.says}`)
  })
  return html`${band !== null && raw(`<path d="${band}" ${fill(ink)} fill-opacity="0.15"></path>`)}${path !== null && raw(`<path d="${path}" ${lineOf(series)}></path>`)}${marks}`
}

/** Only a pointer finds it. */
function unseen(x: number, y: number, says: string): Html {
  return html`${raw(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" fill-opacity="0">`)}<title>${says}</title>${raw('</circle>')}`
}

function hollow(x: number, y: number, series: number, says: string): Html {
  const { colour } = seriesStyle(series)
  const ring = `${fill('ground')} ${stroke(`s${colour}`)} stroke-width="1.5"`
  return html`${raw(`<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="4" ${ring}>`)}<title>${says}</title>${raw('</circle>')}`
}

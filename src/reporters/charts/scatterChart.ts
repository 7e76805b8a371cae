import { html, type Html } from '../html/template.ts'
import { seriesStyle } from '../theme.ts'
import { axes, heightAbove, heightBelow, scaleOf, type Axis, type Frame, type Scale } from './axis.ts'
import { cut, label, mark, picture, raw, widthOf, type Picture } from './draw.ts'
import { frameOf } from './frameOf.ts'
import { stroke } from './ink.ts'
import { legend, type LegendEntry } from './legend.ts'
import { inBothWidths } from './widths.ts'

type Span = readonly [low: number, high: number]

export interface ScatterPoint {
  /** Stands beside its mark. */
  readonly name: string
  /** Its place in the theme. */
  readonly series: number
  readonly x: number
  readonly y: number
  /** Intervals; null where there are none. */
  readonly xSpan: Span | null
  readonly ySpan: Span | null
  readonly says: string
  /** Drawn pale: another point is better in both. */
  readonly isBeaten: boolean
}

export interface ScatterChart extends Omit<Picture, 'width' | 'height'> {
  readonly x: Axis
  readonly y: Axis
  readonly points: readonly ScatterPoint[]
  /** Names of the line along the points that are not beaten, and of those that are. */
  readonly keys: { readonly frontier: string; readonly beaten: string }
}

const plotHeight = 260
const lineHeight = 15

/** Named points with intervals, and a line along those that no other beats: lower is better on both axes. */
export function scatterChart(chart: ScatterChart): Html {
  return inBothWidths(chart.id, (id, width) => drawnIn({ ...chart, id }, width))
}

function drawnIn(chart: ScatterChart, width: number): Html {
  const { x, y, points, keys } = chart
  const best = points.filter(({ isBeaten }) => !isBeaten).toSorted((one, other) => one.x - other.x)
  const entries: LegendEntry[] = [
    { name: keys.frontier, line: 'diagonal', isWrapped: true },
    ...(best.length < points.length
      ? [{ name: keys.beaten, ink: 'quiet' as const, isHatched: true, isWrapped: true as const }]
      : []),
  ]
  const { drawn, height } = legend(entries, width)
  const top = height + heightAbove(y, width)
  const frame = frameOf(y, width, top, plotHeight)
  const toX = scaleOf(x, [frame.left, frame.right])
  const toY = scaleOf(y, [frame.bottom, frame.top])
  return picture({ ...chart, width, height: frame.bottom + heightBelow(x, width) }, [
    drawn,
    axes(frame, x, y, [toX, toY], width),
    stairs(best, frame, toX, toY),
    points.map((point) => cross(point, toX, toY)),
    namesOf(points, frame, toX, toY),
  ])
}

/** From point to point by the corner that both reach: between two models nothing is to be had for half of each. */
function stairs(best: readonly ScatterPoint[], { right, top }: Frame, toX: Scale, toY: Scale): Html {
  const [first] = best
  if (first === undefined) return html``
  const start = `M${toX(first.x).toFixed(1)},${top}`
  const steps = best.map(({ x, y }) => `H${toX(x).toFixed(1)}V${toY(y).toFixed(1)}`)
  return raw(
    `<path d="${start}${steps.join('')}H${right}" ${stroke('quiet')} stroke-dasharray="2 4" fill="none"></path>`,
  )
}

function cross({ series, x, y, xSpan, ySpan, says, isBeaten }: ScatterPoint, toX: Scale, toY: Scale): Html {
  const { colour, marker } = seriesStyle(series)
  const ink = `s${colour}` as const
  const level = xSpan === null ? '' : `M${toX(xSpan[0]).toFixed(1)},${toY(y).toFixed(1)}H${toX(xSpan[1]).toFixed(1)}`
  const upright = ySpan === null ? '' : `M${toX(x).toFixed(1)},${toY(ySpan[0]).toFixed(1)}V${toY(ySpan[1]).toFixed(1)}`
  const opacity = isBeaten ? ' opacity="0.55"' : ''
  const whiskers =
    level + upright === '' ? '' : `<path d="${level}${upright}" ${stroke(ink)} stroke-width="1.5"></path>`
  return html`${raw(`<g${opacity}>${whiskers}`)}${mark(marker, toX(x), toY(y), ink, says)}${raw('</g>')}`
}

/** Beside their marks, on the side with more room; one that would lie over another goes below it. */
function namesOf(points: readonly ScatterPoint[], { left, right }: Frame, toX: Scale, toY: Scale): Html[] {
  const taken: { readonly from: number; readonly to: number; readonly y: number }[] = []
  return points
    .toSorted((one, other) => other.y - one.y)
    .map(({ name, x, y, isBeaten }) => {
      const text = cut(name, 28)
      const at = toX(x)
      const isLeft = at + 12 + widthOf(text) > right && at - 12 - widthOf(text) > left
      const [from, to] = isLeft ? [at - 12 - widthOf(text), at - 12] : [at + 12, at + 12 + widthOf(text)]
      let level = toY(y) - 8
      while (taken.some((one) => one.from < to && from < one.to && Math.abs(one.y - level) < lineHeight)) level += 2
      taken.push({ from, to, y: level })
      const ink = isBeaten ? 'quiet' : 'text'
      return label(text, { x: isLeft ? to : from, y: level, anchor: isLeft ? 'end' : 'start', ink, hasHalo: true })
    })
}

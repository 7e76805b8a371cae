import { scaleLinear, scaleLog } from 'd3-scale'
import { html, type Html } from '../html/template.ts'
import { label, linesOf, rule, widthOf } from './draw.ts'
import { ticksAcross, ticksOf } from './ticks.ts'

export interface Axis {
  /** With its unit. */
  readonly label: string
  readonly kind: 'linear' | 'log'
  readonly low: number
  readonly high: number
  readonly format: (value: number) => string
  /** Where ticks have names of their own. */
  readonly ticks?: readonly number[]
}

export type Scale = (value: number) => number

/** The place inside a picture where data is drawn, in px. */
export interface Frame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** From values to px. What is beyond the ends is drawn at the ends. */
export function scaleOf({ kind, low, high }: Axis, [from, to]: readonly [number, number]): Scale {
  const scale = kind === 'log' ? scaleLog([low, high], [from, to]) : scaleLinear([low, high], [from, to])
  return scale.clamp(true)
}

/** Ends for a logarithmic axis that hold all values, with 1, 2 or 5 at both. */
export function logEnds(values: readonly number[]): readonly [low: number, high: number] {
  const finite = values.filter((value) => value > 0 && value < Infinity)
  if (finite.length === 0) return [1, 10]
  const [least, most] = finite.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Infinity, 0],
  )
  const low = oneTwoFive(least!, 'below')
  const high = oneTwoFive(most!, 'above')
  return high / low < 4 ? [low, low * 5] : [low, high]
}

function oneTwoFive(value: number, side: 'below' | 'above'): number {
  const power = 10 ** Math.floor(Math.log10(value))
  const steps = [1, 2, 5, 10].map((digit) => Number((digit * power).toPrecision(3)))
  return side === 'below' ? steps.findLast((step) => step <= value)! : steps.find((step) => step >= value)!
}

/** Grid, ticks and names of both axes; the name of the upright one stands level, above it. */
export function axes(frame: Frame, x: Axis, y: Axis, [toX, toY]: readonly [Scale, Scale], width: number): Html {
  const { left, right, top, bottom } = frame
  return html`${ticksOf(y).map(
    (tick) =>
      html`${rule([left, toY(tick)], [right, toY(tick)], 'line')}${label(y.format(tick), { x: left - 8, y: toY(tick) + 4, anchor: 'end' })}`,
  )}${ticksAcross(x, toX).map(
    (tick) =>
      html`${rule([toX(tick), bottom], [toX(tick), bottom + 4], 'quiet')}${label(x.format(tick), { x: toX(tick), y: bottom + 18, anchor: 'middle' })}`,
  )}${rule([left, bottom], [right, bottom], 'quiet')}${nameAbove(y.label, top, width)}${nameBelow(x.label, frame, width)}`
}

const namePx = 15

/** What the names below an axis need. */
export function heightBelow({ label: name }: Axis, width: number): number {
  return 46 + (linesOf(name, width).length - 1) * namePx
}

/** The name of a level axis: below its middle, or as far to the left as it needs; in lines where it is too long. */
export function nameBelow(name: string, { left, right, bottom }: Frame, width: number): Html[] {
  return linesOf(name, width).map((line, row) => {
    const half = widthOf(line) / 2
    const middle = Math.max(half, Math.min((left + right) / 2, width - half))
    return label(line, { x: middle, y: bottom + 36 + row * namePx, anchor: 'middle', ink: 'text' })
  })
}

/** The name of an upright axis: level, above it. */
function nameAbove(name: string, top: number, width: number): Html[] {
  const lines = linesOf(name, width)
  return lines.map((line, row) => label(line, { x: 0, y: top - 12 - (lines.length - 1 - row) * namePx, ink: 'text' }))
}

/** What the name above an axis needs. */
export function heightAbove({ label: name }: Axis, width: number): number {
  return 34 + (linesOf(name, width).length - 1) * namePx
}

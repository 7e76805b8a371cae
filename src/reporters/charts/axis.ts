import { scaleLinear, scaleLog } from 'd3-scale'
import { html, type Html } from '../html/template.ts'
import { label, rule } from './draw.ts'

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

/** Logarithmic axes are marked at 1, 2 and 5 of each decade; of many decades at 1 alone. */
export function ticksOf({ kind, low, high, ticks }: Axis, wanted = 5): number[] {
  if (ticks !== undefined) return ticks.filter((tick) => tick >= low && tick <= high)
  if (kind === 'linear') return scaleLinear([low, high], [0, 1]).ticks(wanted)
  const decades = Math.log10(high / low)
  const leading = decades > 3.5 ? [1] : decades > 2 ? [1, 3] : decades > 0.9 ? [1, 2, 5] : [1, 2, 3, 4, 5, 7]
  const first = Math.floor(Math.log10(low))
  return Array.from({ length: Math.ceil(decades) + 2 }, (_, power) => 10 ** (first + power))
    .flatMap((power) => leading.map((digit) => Number((digit * power).toPrecision(3))))
    .filter((tick) => tick >= low && tick <= high)
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
export function axes(frame: Frame, x: Axis, y: Axis, [toX, toY]: readonly [Scale, Scale]): Html {
  const { left, right, top, bottom } = frame
  return html`${ticksOf(y).map(
    (tick) =>
      html`${rule([left, toY(tick)], [right, toY(tick)], 'line')}${label(y.format(tick), { x: left - 8, y: toY(tick) + 4, anchor: 'end' })}`,
  )}${ticksOf(x, 7).map(
    (tick) =>
      html`${rule([toX(tick), bottom], [toX(tick), bottom + 4], 'quiet')}${label(x.format(tick), { x: toX(tick), y: bottom + 18, anchor: 'middle' })}`,
  )}${rule([left, bottom], [right, bottom], 'quiet')}${label(y.label, { x: 0, y: top - 12, ink: 'text' })}${label(x.label, { x: (left + right) / 2, y: bottom + 36, anchor: 'middle', ink: 'text' })}`
}

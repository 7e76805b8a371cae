import { scaleLinear } from 'd3-scale'
import type { Axis, Scale } from './axis.ts'
import { widthOf } from './draw.ts'

/** Marked of each decade, from crowded to sparse. */
const leadingDigits = [[1, 2, 3, 4, 5, 7], [1, 2, 5], [1, 3], [1]] as const

/** Logarithmic axes are marked at 1, 2 and 5 of each decade; of many decades at 1 alone. */
export function ticksOf(axis: Axis, wanted = 5): number[] {
  const { kind, low, high, ticks } = axis
  if (ticks !== undefined) return ticks.filter((tick) => tick >= low && tick <= high)
  if (kind === 'linear') return scaleLinear([low, high], [0, 1]).ticks(wanted)
  const decades = Math.log10(high / low)
  return logTicks(axis, leadingDigits[decades > 3.5 ? 3 : decades > 2 ? 2 : decades > 0.9 ? 1 : 0])
}

function logTicks({ low, high }: Axis, digits: readonly number[]): number[] {
  const decades = Math.log10(high / low)
  const first = Math.floor(Math.log10(low))
  return Array.from({ length: Math.ceil(decades) + 2 }, (_, power) => 10 ** (first + power))
    .flatMap((power) => digits.map((digit) => Number((digit * power).toPrecision(3))))
    .filter((tick) => tick >= low && tick <= high)
}

const mostAcross = 7
const gapPx = 10

/** As many ticks as have room for their names beside each other. */
export function ticksAcross(axis: Axis, toX: Scale): number[] {
  const fits = (ticks: readonly number[]) =>
    ticks.every((tick, index) => index === 0 || isApart(ticks[index - 1]!, tick))
  const isApart = (one: number, other: number) =>
    toX(other) - toX(one) >= (widthOf(axis.format(one)) + widthOf(axis.format(other))) / 2 + gapPx
  const all = ticksOf(axis, mostAcross)
  if (fits(all)) return all
  if (axis.ticks !== undefined) return thinned(all, isApart)
  const fewer =
    axis.kind === 'linear'
      ? [6, 5, 4, 3, 2].map((wanted) => ticksOf(axis, wanted))
      : leadingDigits.map((digits) => logTicks(axis, digits)).filter(({ length }) => length < all.length)
  return fewer.find((ticks) => ticks.length > 1 && fits(ticks)) ?? thinned(all, isApart)
}

/** Each that keeps off the one before it. */
function thinned(ticks: readonly number[], isApart: (one: number, other: number) => boolean): number[] {
  const kept: number[] = []
  for (const tick of ticks) if (kept.length === 0 || isApart(kept.at(-1)!, tick)) kept.push(tick)
  return kept
}

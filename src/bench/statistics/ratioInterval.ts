import { effectiveSampleSize } from './autocorrelation.ts'
import { studentCritical } from './studentT.ts'

export interface RatioEstimate {
  readonly value: number
  readonly interval: readonly [low: number, high: number]
  readonly effectiveN: number
}

/** Fewer independent values say next to nothing about how far such values lie apart. */
export const leastForMeans = 30

/**
 * The sum of `tops` over the sum of `bottoms`, call by call in their order, with Student's interval of the linearised ratio
 * (Cochran, Sampling Techniques, 3rd ed., 6.3) at the effective sample size of its residuals. Undefined for fewer than 30
 * independent calls, and where the bottom is 0.
 */
export function ratioInterval(tops: Float64Array, bottoms: Float64Array, confidence = 0.95): RatioEstimate | undefined {
  const n = tops.length
  const bottom = sumOf(bottoms)
  if (!(bottom > 0)) return undefined
  const value = sumOf(tops) / bottom
  const residualAt = (index: number) => tops[index]! - value * bottoms[index]!
  const effectiveN = effectiveSampleSize(n, residualAt)
  if (effectiveN < leastForMeans) return undefined
  let squares = 0
  for (let index = 0; index < n; index += 1) squares += residualAt(index) ** 2
  const error = Math.sqrt(squares / (n - 1) / effectiveN) / (bottom / n)
  const half = studentCritical(1 - confidence, effectiveN - 1) * error
  return { value, interval: [value - half, value + half], effectiveN }
}

export function sumOf(values: Float64Array): number {
  let sum = 0
  for (const value of values) sum += value
  return sum
}

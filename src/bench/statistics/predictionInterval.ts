import { studentCritical } from './studentT.ts'

/** Fewer say next to nothing about how much runs differ. */
const fewestForPrediction = 3

/**
 * Where the next value lies with 95 %, if it is one like these: mean and Student's t, with the spread of the values and of
 * their mean. Undefined of fewer than three. Source: Hahn & Meeker, Statistical Intervals (1991), 4.7.
 */
export function predictionInterval(values: readonly number[]): readonly [low: number, high: number] | undefined {
  const n = values.length
  if (n < fewestForPrediction) return undefined
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)
  const half = studentCritical(0.05, n - 1) * Math.sqrt(variance * (1 + 1 / n))
  return [mean - half, mean + half]
}

import { studentCritical } from './studentT.ts'

/** Mean of independent values with Student's interval; undefined for fewer than 2. */
export function meanInterval(
  values: Float64Array,
  confidence = 0.95,
): { readonly mean: number; readonly interval: readonly [low: number, high: number] } | undefined {
  const n = values.length
  if (n < 2) return undefined
  const mean = values.reduce((sum, value) => sum + value, 0) / n
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  const half = studentCritical(1 - confidence, n - 1) * Math.sqrt(squares / (n - 1) / n)
  return { mean, interval: [mean - half, mean + half] }
}

/** Whether two samples come from the same distribution. */
export interface KolmogorovSmirnov {
  /** The largest distance between the two empirical distributions, from 0 to 1. */
  readonly distance: number
  /** Chance of that distance or a larger one, if they come from the same: asymptotic, and too large for ties, never too small. */
  readonly p: number
}

/**
 * Two-sample Kolmogorov-Smirnov test of sorted values; +Infinity is a value. `effective` sizes for correlated ones.
 * Source: Smirnov (1948); the series and Stephens' correction as in Numerical Recipes, 2nd ed., 14.3.
 */
export function kolmogorovSmirnov(
  one: Float64Array,
  other: Float64Array,
  effective: readonly [number, number] = [one.length, other.length],
): KolmogorovSmirnov {
  let [i, j, distance] = [0, 0, 0]
  while (i < one.length && j < other.length) {
    const value = Math.min(one[i]!, other[j]!)
    while (i < one.length && one[i]! <= value) i += 1
    while (j < other.length && other[j]! <= value) j += 1
    distance = Math.max(distance, Math.abs(i / one.length - j / other.length))
  }
  const size = Math.sqrt((effective[0] * effective[1]) / (effective[0] + effective[1]))
  return { distance, p: beyond((size + 0.12 + 0.11 / size) * distance) }
}

/** Kolmogorov's distribution, upper tail. */
function beyond(lambda: number): number {
  if (lambda < 0.2) return 1
  let sum = 0
  for (let k = 1; k <= 100; k += 1) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * k * k * lambda * lambda)
  return Math.min(1, Math.max(0, sum))
}

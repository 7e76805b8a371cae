/**
 * The non-decreasing values that are nearest to `values` by least squares: neighbours that fall are pooled into their mean,
 * over and over. Source: pool adjacent violators; Ayer et al., Ann. Math. Stat. 26 (1955); Barlow et al. (1972).
 */
export function isotonicFit(values: readonly number[]): number[] {
  const pools: { sum: number; size: number }[] = []
  for (const value of values) {
    pools.push({ sum: value, size: 1 })
    for (let last = pools.at(-1)!; pools.length > 1; last = pools.at(-1)!) {
      const before = pools.at(-2)!
      if (before.sum / before.size <= last.sum / last.size) break
      pools.splice(-2, 2, { sum: before.sum + last.sum, size: before.size + last.size })
    }
  }
  return pools.flatMap(({ sum, size }) => Array.from({ length: size }, () => sum / size))
}

/**
 * Where a non-decreasing line through points goes above 0, between two points in proportion: the last place if it never
 * does, undefined if it begins there. `places` ascend.
 */
export function isotonicRoot(places: readonly number[], fitted: readonly number[]): number | undefined {
  const above = fitted.findIndex((value) => value > 0)
  if (above === -1) return places.at(-1)
  if (above === 0) return undefined
  const [low, high] = [fitted[above - 1]!, fitted[above]!]
  const [from, to] = [places[above - 1]!, places[above]!]
  return from + ((0 - low) / (high - low)) * (to - from)
}

/**
 * Holm's adjusted p values, in the order given: those at most alpha may be told together, and the chance that any of them
 * is a false alarm is at most alpha, however they depend on each other. Source: Holm, Scand. J. Stat. 6 (1979).
 */
export function holm(chances: readonly number[]): number[] {
  const order = chances.map((_, index) => index).toSorted((one, other) => chances[one]! - chances[other]!)
  const adjusted: number[] = Array.from(chances, () => 1)
  let most = 0
  order.forEach((index, place) => {
    most = Math.max(most, Math.min(1, chances[index]! * (chances.length - place)))
    adjusted[index] = most
  })
  return adjusted
}

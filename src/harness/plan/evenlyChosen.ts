/** A report holds its input: so many samples say as much as a million. */
const mostKept = 200

/** Values in order, so many at even distances that their quantiles stay where they are. */
export function evenlyChosen(values: readonly number[]): number[] {
  const sorted = values.toSorted((one, other) => one - other)
  if (sorted.length <= mostKept) return sorted
  return Array.from(
    { length: mostKept },
    (_, index) => sorted[Math.round((index * (sorted.length - 1)) / (mostKept - 1))]!,
  )
}

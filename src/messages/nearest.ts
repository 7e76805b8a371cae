/** The name that was probably meant: the one with the fewest slips, if there are few enough. */
export function nearest(typed: string, names: readonly string[]): string | undefined {
  const wanted = typed.toLowerCase()
  // A third of the letters wrong is another word.
  let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1
  let best: string | undefined
  for (const name of names) {
    const slips = slipsBetween(wanted, name.toLowerCase())
    if (slips < fewest) {
      fewest = slips
      best = name
    }
  }
  return best ?? (wanted.length > 2 ? names.find((name) => name.toLowerCase().startsWith(wanted)) : undefined)
}

/**
 * Letters left out, put in, swapped with their neighbour or replaced: the optimal string alignment distance
 * (Damerau 1964; Wagner and Fischer's table with one more row for the swaps).
 */
export function slipsBetween(one: string, other: string): number {
  let beforeLast: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, column) => column)
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const same = one[row - 1] === other[column - 1]
      let slips = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      if (swapped) slips = Math.min(slips, beforeLast[column - 2]! + 1)
      current.push(slips)
    }
    beforeLast = last
    last = current
  }
  return last[other.length]!
}

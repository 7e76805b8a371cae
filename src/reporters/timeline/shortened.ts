import type { TimelineRow } from '../timeline.ts'

/** At most `limit` rows: the moments that prove it first, then those nearest to them, in order. */
export function shortened(rows: readonly TimelineRow[], limit: number): TimelineRow[] {
  if (rows.length <= limit) return [...rows]
  const proofs = rows.flatMap((row, index) => (row.proves.length > 0 ? [index] : []))
  // A little more weight on what came before a proof: causes explain more than consequences.
  const distance = (index: number) =>
    Math.min(...proofs.map((proof) => (index <= proof ? proof - index : (index - proof) * 1.5)), Infinity)
  // Where proofs alone are too many, the moment that broke a rule goes before what proves it again.
  const rank = (index: number) => (rows[index]!.breaks.length > 0 ? -1 : distance(index))
  const kept = rows
    .map((_, index) => index)
    .sort((a, b) => rank(a) - rank(b) || a - b)
    .slice(0, limit)
    .sort((a, b) => a - b)
  let before = 0
  return kept.map((index) => {
    const leftOut = rows.slice(before, index + 1).reduce((sum, row) => sum + row.leftOutBefore, index - before)
    before = index + 1
    return { ...rows[index]!, leftOutBefore: leftOut }
  })
}

import type { Strategy } from '../strategy.ts'

/** The lowest price first; a member whose price is unknown comes last, since it may be any. */
export const cheapest = (): Strategy => ({
  order: (candidates, { facts }) =>
    candidates
      .map((candidate) => ({ candidate, price: facts.price(candidate.head) }))
      .toSorted((a, b) => compare(a.price, b.price))
      .map(({ candidate }) => candidate),
})

function compare(one: bigint | null, other: bigint | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null)
  return one < other ? -1 : one > other ? 1 : 0
}

import { binomialAtMost } from './binomial.ts'

/**
 * Chance of so uneven a split, or a more uneven one, of the pairs that differ, if both sides succeed equally often: `onlyOne`
 * pairs in which one side alone succeeded, `onlyOther` in which the other did. Exact, two-sided.
 * Source: McNemar, Psychometrika 12 (1947), in its exact form.
 */
export function mcnemar(onlyOne: number, onlyOther: number): number {
  const differ = onlyOne + onlyOther
  if (differ === 0) return 1
  return Math.min(1, 2 * binomialAtMost(Math.min(onlyOne, onlyOther), differ, 0.5))
}

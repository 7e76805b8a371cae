import { incompleteBeta } from './incompleteBeta.ts'

/** P(X <= k) of a binomial with `n` trials, each true with chance `p`. Source: DLMF 8.17.5. */
export function binomialAtMost(k: number, n: number, p: number): number {
  if (k < 0) return 0
  if (k >= n) return 1
  return incompleteBeta(1 - p, n - k, k + 1)
}

/** The smallest k for which `holds(k)`, where it stays true from there on; `high` must hold. */
export function firstThat(low: number, high: number, holds: (k: number) => boolean): number {
  let [from, to] = [low, high]
  while (from < to) {
    const middle = Math.floor((from + to) / 2)
    if (holds(middle)) to = middle
    else from = middle + 1
  }
  return from
}

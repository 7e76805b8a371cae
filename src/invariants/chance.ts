/** A false alarm in less than one run out of a million. */
const mostFalseAlarms = 1e-6

/**
 * So many of n independent draws fall into one of several bins only by a chance that is no chance: fewer than one run out
 * of a million shows it, if no draw falls into any bin with a probability above `share`, and `groups` of draws are looked at
 * in a run. Infinity: n is too small to say anything.
 *
 * For one bin P(count ≥ k) ≤ exp(-n * D(k/n, share)) for k > n * share, where D(a, p) = a ln(a/p) + (1-a) ln((1-a)/(1-p))
 * is the relative entropy (Chernoff 1952; Hoeffding 1963, theorem 1). No more than 1/share bins can have that probability,
 * and less likely ones add less to the sum: so k is the least number with exp(-n * D) * groups / share ≤ 1e-6. For 30 draws
 * into tenths that are 16, for 100 of them 31: the 3/10 of full jitter.
 */
export function tooMany(n: number, share: number, groups: number): number {
  const needed = Math.log(groups / share / mostFalseAlarms) + 1e-9
  for (let k = Math.floor(n * share) + 1; k <= n; k += 1) if (n * relativeEntropy(k / n, share) >= needed) return k
  return Infinity
}

function relativeEntropy(a: number, p: number): number {
  if (p >= 1) return 0
  return a * Math.log(a / p) + (a === 1 ? 0 : (1 - a) * Math.log((1 - a) / (1 - p)))
}

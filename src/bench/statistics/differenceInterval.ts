/** An estimate with its limits. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * Limits of `other - one` from the limits of each (MOVER), which keeps their lopsidedness: order statistics of a tail reach
 * farther up than down. `correlation`: of both estimates, above 0 where what was paired went up and down together.
 * Source: Zou & Donner, Stat. Med. 27 (2008); Newcombe, Stat. Med. 17 (1998), method 10, for shares.
 */
export function differenceInterval(one: Estimate, other: Estimate, correlation = 0): Estimate {
  const value = other.value - one.value
  // Something infinite has no distance: the limits at their worst hold whatever the correlation is.
  if (!Number.isFinite(value)) return { value, low: other.low - one.high, high: other.high - one.low }
  const down = distance(other.value - other.low, one.high - one.value, correlation)
  const up = distance(other.high - other.value, one.value - one.low, correlation)
  return { value, low: value - down, high: value + up }
}

function distance(one: number, other: number, correlation: number): number {
  if (one === Infinity || other === Infinity) return Infinity
  return Math.sqrt(Math.max(0, one * one + other * other - 2 * correlation * one * other))
}

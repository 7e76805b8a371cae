import type { RandomStream } from '../../runtime/index.ts'

/**
 * Places of a resample of `n` values that keeps their correlation: blocks that begin anywhere, of geometric length with mean
 * `meanBlock`, around the end to the start. A block of 1 is Efron's bootstrap. `into` holds the places, and is returned.
 * Source: Politis & Romano, The Stationary Bootstrap, J. Amer. Stat. Assoc. 89 (1994).
 */
export function stationaryResample(
  n: number,
  meanBlock: number,
  uniform: RandomStream,
  into = new Uint32Array(n),
): Uint32Array {
  let place = 0
  for (let index = 0; index < n; index += 1) {
    const begins = index === 0 || uniform() < 1 / meanBlock
    place = begins ? Math.floor(uniform() * n) : (place + 1) % n
    into[index] = place
  }
  return into
}

/** Blocks ten times as long as values remember each other, if a tenth of all is that much; 1 for independent values. */
export function meanBlockOf(n: number, effectiveN: number): number {
  const time = n / effectiveN
  return time < 1.5 ? 1 : Math.max(1, Math.min(n / 10, 10 * time))
}

import type { RandomStream } from '../runtime/index.ts'

/**
 * A quantity that differs from one time to the next: always the same number; lognormal, of which half are below `median`
 * and `sigma` is the standard deviation of the logarithm; or like the samples of a recorded run.
 */
export type Distribution =
  | number
  | { readonly median: number; readonly sigma: number }
  | { readonly empirical: readonly number[] }

/** One draw. To a millionth: what a later engine's `Math.exp` gives may differ in the last bit, and no history shall. */
export function draw(from: Distribution, random: RandomStream): number {
  if (typeof from === 'number') return from
  const drawn = 'empirical' in from ? quantile(sorted(from.empirical), random()) : lognormal(from, random)
  return Math.round(drawn * 1e6) / 1e6
}

function lognormal({ median, sigma }: { median: number; sigma: number }, random: RandomStream): number {
  // Box and Muller; 1 - u is never 0.
  const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
  return median * Math.exp(sigma * normal)
}

/** The value below which `share` of the samples lie, between two of them in proportion. */
function quantile(samples: readonly number[], share: number): number {
  const position = share * (samples.length - 1)
  const below = Math.floor(position)
  const [low, high] = [samples[below]!, samples[Math.min(below + 1, samples.length - 1)]!]
  return low + (high - low) * (position - below)
}

/** A script is read once and drawn from thousands of times. */
const sortedOf = new WeakMap<readonly number[], readonly number[]>()

function sorted(samples: readonly number[]): readonly number[] {
  let ascending = sortedOf.get(samples)
  if (ascending === undefined) {
    ascending = samples.toSorted((one, other) => one - other)
    sortedOf.set(samples, ascending)
  }
  return ascending
}

import type { RandomStream } from '../../runtime/index.ts'
import { quantileRank } from './orderStatistics.ts'
import { stationaryResample } from './stationaryBootstrap.ts'

export interface BootstrapOptions {
  readonly resamples: number
  /** See `meanBlockOf`. */
  readonly meanBlock: number
  readonly uniform: RandomStream
  readonly confidence?: number
}

type Limits = readonly [low: number, high: number]

/**
 * Percentile limits of a quantile by the stationary bootstrap. Under strong correlation they are too narrow (measured:
 * docs/decisions/0013), so reports have those of `quantileInterval`; this is what they are held against.
 */
export function bootstrapQuantile(values: Float64Array, q: number, options: BootstrapOptions): Limits {
  const places = new Uint32Array(values.length)
  return percentileLimits(options, () => {
    stationaryResample(values.length, options.meanBlock, options.uniform, places)
    return quantileOf(values, places, q)
  })
}

/**
 * Percentile limits of the logarithm of the ratio of two quantiles, from pairs: both sides are drawn by the same places, so
 * that what a pair has in common stays in common. Both are equally long.
 */
export function pairedBootstrap(one: Float64Array, other: Float64Array, q: number, options: BootstrapOptions): Limits {
  const places = new Uint32Array(one.length)
  return percentileLimits(options, () => {
    stationaryResample(one.length, options.meanBlock, options.uniform, places)
    return Math.log(quantileOf(other, places, q) / quantileOf(one, places, q))
  })
}

/**
 * The same for several runs on each side, which are the unit where runs differ more than calls do: runs are drawn first, then
 * blocks of calls within each. Source: Kalibera & Jones, ISMM 2013; Davison & Hinkley (1997), 3.8.
 */
export function hierarchicalBootstrap(
  ones: readonly Float64Array[],
  others: readonly Float64Array[],
  q: number,
  options: BootstrapOptions,
): Limits {
  return percentileLimits(options, () => Math.log(drawnQuantile(others, q, options) / drawnQuantile(ones, q, options)))
}

function drawnQuantile(runs: readonly Float64Array[], q: number, { meanBlock, uniform }: BootstrapOptions): number {
  const drawn = runs.flatMap(() => {
    const run = runs[Math.floor(uniform() * runs.length)]!
    return Array.from(stationaryResample(run.length, meanBlock, uniform), (place) => run[place]!)
  })
  const sorted = Float64Array.from(drawn).sort()
  return sorted[quantileRank(sorted.length, q) - 1]!
}

function quantileOf(values: Float64Array, places: Uint32Array, q: number): number {
  const sorted = Float64Array.from(places, (place) => values[place]!).sort()
  return sorted[quantileRank(sorted.length, q) - 1]!
}

function percentileLimits({ resamples, confidence = 0.95 }: BootstrapOptions, draw: () => number): Limits {
  const drawn = Float64Array.from({ length: resamples }, draw).sort()
  const tail = (1 - confidence) / 2
  return [drawn[quantileRank(resamples, tail) - 1]!, drawn[quantileRank(resamples, 1 - tail) - 1]!]
}

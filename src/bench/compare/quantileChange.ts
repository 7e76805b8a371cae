import { effectiveSampleSize } from '../statistics/autocorrelation.ts'
import { differenceInterval, type Estimate } from '../statistics/differenceInterval.ts'
import { meanCorrelation } from '../statistics/meanCorrelation.ts'
import { quantileRank, quantileRanks, samplesForLimits } from '../statistics/orderStatistics.ts'
import type { ChangeEstimate } from './changeEstimate.ts'

/**
 * How the quantile `q` changed, as a logarithm of the ratio, from values in the order of their calls. Exact order statistics on
 * both sides, widened for correlation in time; what both sides have in common is taken out if they are paired, value by
 * value (then both are equally long). Undefined where a side is empty or infinite on both sides.
 */
export function quantileChange(
  one: Float64Array,
  other: Float64Array,
  q: number,
  isPaired: boolean,
): ChangeEstimate | undefined {
  if (one.length === 0 || other.length === 0) return undefined
  const [before, after] = [sideOf(one, q), sideOf(other, q)]
  if (before.value === Infinity && after.value === Infinity) return undefined
  const correlation = isPaired ? meanCorrelation(one.length, before.isBelow, after.isBelow) : 0
  return {
    n: Math.min(one.length, other.length),
    neededN: Math.max(...[before, after].map(({ n, effectiveN }) => samplesForLimits(n, effectiveN, q))),
    limits: (confidence) => {
      const [from, to] = [limitsOf(before, q, confidence), limitsOf(after, q, confidence)]
      return from === undefined || to === undefined ? undefined : differenceInterval(from, to, correlation)
    },
  }
}

interface Side {
  readonly sorted: Float64Array
  readonly value: number
  readonly n: number
  readonly effectiveN: number
  readonly isBelow: (index: number) => number
}

function sideOf(values: Float64Array, q: number): Side {
  const n = values.length
  const sorted = values.toSorted()
  const value = sorted[quantileRank(n, q) - 1]!
  const isBelow = (index: number) => (values[index]! <= value ? 1 : 0)
  return { sorted, value, n, effectiveN: effectiveSampleSize(n, isBelow), isBelow }
}

function limitsOf({ sorted, n, effectiveN }: Side, q: number, confidence: number): Estimate | undefined {
  const ranks = quantileRanks(n, q, confidence, effectiveN)
  if (ranks === undefined) return undefined
  const [value, low, high] = [ranks.estimate, ranks.low, ranks.high].map((rank) => Math.log(floor(sorted[rank - 1]!)))
  return { value: value!, low: low!, high: high! }
}

/** A wait of nothing has no logarithm; instants have three decimals. */
function floor(ms: number): number {
  return Math.max(0.001, ms)
}

import { effectiveSampleSize } from './autocorrelation.ts'
import { quantileRank, quantileRanks, samplesForLimits } from './orderStatistics.ts'

/** A quantile with what is known of it. */
export interface QuantileEstimate {
  /** +Infinity where so many calls failed. */
  readonly value: number
  /** Undefined: too few values, or too few that are independent. */
  readonly interval: readonly [low: number, high: number] | undefined
  readonly n: number
  readonly effectiveN: number
  /** How many values would have been enough, with the same correlation. */
  readonly neededN: number
}

/**
 * A quantile of values in the order in which they came, with an interval that holds under correlation: exact order
 * statistics, their ranks widened by the effective sample size of the indicator "no larger than the quantile", which is
 * what a quantile is the mean of (Woodruff, J. Amer. Stat. Assoc. 47 (1952); Heidelberger & Lewis, Oper. Res. 32 (1984)).
 * `sorted` holds the same values. +Infinity is a value; there must be at least one.
 */
export function quantileInterval(
  values: Float64Array,
  sorted: Float64Array,
  q: number,
  confidence = 0.95,
): QuantileEstimate {
  const n = sorted.length
  const value = sorted[quantileRank(n, q) - 1]!
  const effectiveN = effectiveSampleSize(n, (index) => (values[index]! <= value ? 1 : 0))
  const ranks = quantileRanks(n, q, confidence, effectiveN)
  return {
    value,
    interval: ranks === undefined ? undefined : [sorted[ranks.low - 1]!, sorted[ranks.high - 1]!],
    n,
    effectiveN,
    neededN: samplesForLimits(n, effectiveN, q, confidence),
  }
}

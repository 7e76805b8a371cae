import { binomialAtMost, firstThat } from './binomial.ts'
import { normalQuantile } from './normal.ts'
import { studentCritical } from './studentT.ts'

/** Places in sorted values, from 1. */
export interface QuantileRanks {
  readonly low: number
  readonly estimate: number
  readonly high: number
}

/**
 * Which of `n` sorted values hold the quantile `q` (0 < q < 1) between them with at least `confidence`, whatever the
 * distribution is: the number of values below it is binomial. Equal tails, each at most half of what is left. Undefined if
 * `n` is too small for that.
 *
 * `effectiveN`: what n correlated values are worth; the ranks are those of so many independent values, stretched to n.
 * Source: David & Nagaraja, Order Statistics, 3rd ed., 7.1; Hettmansperger & Sheather, Stat. Prob. Letters 4 (1986).
 */
export function quantileRanks(n: number, q: number, confidence = 0.95, effectiveN = n): QuantileRanks | undefined {
  const size = Math.floor(surelyWorth(n, effectiveN, q, confidence) + 1e-9)
  const tail = (1 - confidence) / 2
  if (size < leastSamples(q, confidence)) return undefined
  const high = firstThat(1, size, (rank) => 1 - binomialAtMost(rank - 1, size, q) <= tail)
  const low = firstThat(1, size, (rank) => binomialAtMost(rank, size, q) > tail)
  const stretch = (n + 1) / (size + 1)
  return {
    low: Math.max(1, Math.floor(low * stretch)),
    estimate: quantileRank(n, q),
    high: Math.min(n, Math.ceil(high * stretch)),
  }
}

/** How many of such values would have been enough for limits. */
export function samplesForLimits(n: number, effectiveN: number, q: number, confidence = 0.95): number {
  return Math.ceil((leastSamples(q, confidence) * n) / surelyWorth(n, effectiveN, q, confidence) - 1e-9)
}

/**
 * What correlated values are worth is an estimate itself: from about a tenth as many independent stretches, and in the tails
 * from as many as reach there. Student's factor for so many degrees of freedom is taken off. Values that are hardly correlated
 * (worth more than half) keep what they are worth. Source: Madras & Sokal, J. Stat. Phys. 50 (1988), for the variance of an
 * autocorrelation time with Sokal's window; measured: docs/decisions/0013.
 */
function surelyWorth(n: number, effectiveN: number, q: number, confidence: number): number {
  if (effectiveN >= n / 2) return Math.min(n, effectiveN)
  const degrees = Math.max(2, effectiveN * Math.min(0.1, q, 1 - q))
  const alpha = 1 - confidence
  return effectiveN * (normalQuantile(1 - alpha / 2) / studentCritical(alpha, degrees)) ** 2
}

/** The least n for which two values hold the quantile between them: 6, 72, 368 and 3688 for p50, p95, p99, p99.9. */
export function leastSamples(q: number, confidence = 0.95): number {
  return Math.ceil(Math.log((1 - confidence) / 2) / Math.log(Math.max(q, 1 - q)) - 1e-9)
}

/** The place of the value that at least a share `q` of all is no larger than: definition 1 of Hyndman & Fan (1996). */
export function quantileRank(n: number, q: number): number {
  return Math.min(n, Math.max(1, Math.ceil(n * q - 1e-9)))
}

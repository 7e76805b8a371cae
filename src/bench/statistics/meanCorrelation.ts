import { effectiveSampleSize } from './autocorrelation.ts'

/** A mean is never better known by pairing than this lets it be: both estimates of variance are uncertain themselves. */
const most = 0.98

/**
 * Correlation of the means of two series that were measured in pairs, with all that neighbours have to do with each other:
 * (Var one + Var other - Var difference) / (2 sd one sd other). 0 where one of them does not vary.
 */
export function meanCorrelation(
  n: number,
  oneAt: (index: number) => number,
  otherAt: (index: number) => number,
): number {
  const one = varianceOfMean(n, oneAt)
  const other = varianceOfMean(n, otherAt)
  if (!(one > 0 && other > 0)) return 0
  const apart = varianceOfMean(n, (index) => oneAt(index) - otherAt(index))
  return Math.max(-most, Math.min(most, (one + other - apart) / (2 * Math.sqrt(one * other))))
}

/** Of values in the order in which they came. */
function varianceOfMean(n: number, valueAt: (index: number) => number): number {
  let [mean, squares] = [0, 0]
  for (let index = 0; index < n; index += 1) {
    const value = valueAt(index)
    const before = value - mean
    mean += before / (index + 1)
    squares += before * (value - mean)
  }
  return squares / n / effectiveSampleSize(n, valueAt)
}

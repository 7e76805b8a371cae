/** Lags looked at before neighbours are averaged: it bounds the time. */
const mostLags = 128
/** Sokal's window: lags up to so many autocorrelation times count. Larger lags add noise, smaller ones cut the tail. */
const windowTimes = 5
/** Longer series are averaged by blocks first, which leaves the mean as it is: the variance of it is known to 1 % then. */
const mostBlocks = 32_768

/**
 * How many independent values the mean of `n` values is as good as, in the order in which they came: n divided by the
 * integrated autocorrelation time 1 + 2 (r1 + r2 + ...). Never above n: negative correlation is not relied on. n where all
 * values are the same.
 * Source: Sokal, Monte Carlo Methods in Statistical Mechanics (1996), section 3.
 */
export function effectiveSampleSize(n: number, valueAt: (index: number) => number): number {
  const { mean, variance } = momentsOf(n, valueAt)
  if (!(variance > 0)) return n
  return Math.max(1, Math.min(n, variance / varianceOfMean(blockDeviations(n, valueAt, mean))))
}

function momentsOf(n: number, valueAt: (index: number) => number): { mean: number; variance: number } {
  let [mean, squares] = [0, 0]
  for (let index = 0; index < n; index += 1) {
    // Welford's update: no difference of large sums.
    const value = valueAt(index)
    const before = value - mean
    mean += before / (index + 1)
    squares += before * (value - mean)
  }
  return { mean, variance: squares / n }
}

function blockDeviations(n: number, valueAt: (index: number) => number, mean: number): Float64Array {
  const length = Math.ceil(n / mostBlocks)
  const deviations = new Float64Array(Math.floor(n / length))
  for (let index = 0; index < deviations.length * length; index += 1)
    deviations[Math.floor(index / length)]! += (valueAt(index) - mean) / length
  return deviations
}

/** Of values with mean 0. */
function varianceOfMean(deviations: Float64Array): number {
  const n = deviations.length
  const variance = autocovariance(deviations, 0)
  if (!(variance > 0)) return 0
  let time = 1
  for (let lag = 1; lag <= Math.min(mostLags, n - 1); lag += 1) {
    time += (2 * autocovariance(deviations, lag)) / variance
    if (lag >= windowTimes * time) return (variance * Math.max(time, 1 / n)) / n
  }
  // Correlated for longer than that: neighbours are averaged.
  return n <= 2 * mostLags ? (variance * Math.max(time, 1)) / n : varianceOfMean(pairMeans(deviations))
}

function autocovariance(deviations: Float64Array, lag: number): number {
  let sum = 0
  for (let index = lag; index < deviations.length; index += 1) sum += deviations[index]! * deviations[index - lag]!
  return sum / deviations.length
}

function pairMeans(values: Float64Array): Float64Array {
  return Float64Array.from(
    { length: values.length >> 1 },
    (_, index) => (values[2 * index]! + values[2 * index + 1]!) / 2,
  )
}

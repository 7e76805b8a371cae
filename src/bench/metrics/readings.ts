import { figureOf } from '../figure.ts'
import { effectiveSampleSize } from '../statistics/autocorrelation.ts'
import { meanInterval } from '../statistics/meanInterval.ts'
import { quantileInterval, type QuantileEstimate } from '../statistics/quantileInterval.ts'
import { leastForMeans, ratioInterval, sumOf } from '../statistics/ratioInterval.ts'
import { wilsonInterval } from '../statistics/wilson.ts'
import type { Reading } from './benchSummary.ts'

export function notMeasured(n = 0): Reading {
  return { state: 'not-measured', value: null, interval: null, n, effectiveN: null, neededN: null }
}

function tooFew(n: number, effectiveN: number | null, neededN: number): Reading {
  return { state: 'n-too-small', value: null, interval: null, n, effectiveN, neededN }
}

export function measured(
  value: number,
  interval: readonly [number, number] | null,
  n: number,
  effectiveN: number | null,
): Reading {
  const shown = interval === null ? null : ([figureOf(interval[0]), figureOf(interval[1])] as const)
  return { state: 'measured', value: figureOf(value), interval: shown, n, effectiveN, neededN: null }
}

export function quantileReading(values: Float64Array, sorted: Float64Array, q: number): Reading {
  return sorted.length === 0 ? notMeasured() : estimateReading(quantileInterval(values, sorted, q))
}

export function estimateReading({ value, interval, n, effectiveN, neededN }: QuantileEstimate): Reading {
  return interval === undefined ? tooFew(n, effectiveN, neededN) : measured(value, interval, n, effectiveN)
}

/** Of yes and no per call. */
export function shareReading(hits: Float64Array): Reading {
  const n = hits.length
  if (n === 0) return notMeasured()
  const share = sumOf(hits) / n
  const effectiveN = effectiveSampleSize(n, (index) => hits[index]!)
  return measured(share, wilsonInterval(share, effectiveN), n, effectiveN)
}

export function ratioReading(tops: Float64Array, bottoms: Float64Array): Reading {
  const n = tops.length
  const [top, bottom] = [sumOf(tops), sumOf(bottoms)]
  if (n === 0 || Number.isNaN(top) || !(bottom > 0)) return notMeasured(n)
  const estimate = ratioInterval(tops, bottoms)
  if (estimate === undefined) {
    const effectiveN = effectiveSampleSize(n, (index) => tops[index]! - (top / bottom) * bottoms[index]!)
    return tooFew(n, effectiveN, Math.ceil((leastForMeans * n) / effectiveN))
  }
  return measured(estimate.value, [Math.max(0, estimate.interval[0]), estimate.interval[1]], n, estimate.effectiveN)
}

const sections = 30

/**
 * A sum per second of load, and its interval from how far equal stretches of time differ: 30 of them, so that their sums are
 * nearly independent (batch means, Schmeiser, Oper. Res. 30 (1982)).
 */
export function rateReading(values: Float64Array, dueMs: Float64Array, fromMs: number, toMs: number): Reading {
  const n = values.length
  const sum = sumOf(values)
  if (n === 0 || Number.isNaN(sum) || !(toMs > fromMs)) return notMeasured(n)
  if (n < sections) return tooFew(n, null, sections)
  const seconds = (toMs - fromMs) / 1000 / sections
  const perSection = new Float64Array(sections)
  values.forEach((value, index) => {
    const place = Math.floor((sections * (dueMs[index]! - fromMs)) / (toMs - fromMs))
    perSection[Math.min(sections - 1, Math.max(0, place))]! += value / seconds
  })
  const { mean, interval } = meanInterval(perSection)!
  return measured(mean, [Math.max(0, interval[0]), interval[1]], n, null)
}

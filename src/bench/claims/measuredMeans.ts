import type { ModelFacts } from '../../protocol/models.ts'
import type { CallSample } from '../sample.ts'
import { latencyMetrics, type Evidence, type LatencyMetric, type MeasuredMean } from './claim.ts'

/** Consecutive calls are alike, so an interval is made of so many batches of them: their means hardly are. */
const batches = 20
/** The 97.5 % quantile of Student's t with 19 degrees of freedom. */
const quantileOfT = 2.093

/**
 * Mean latencies of calls that were answered at the first try, by the model that was asked: from when the call began, as
 * nobody claims anything of our own lateness. Connections that stood already count for nothing under `connect`.
 */
export function measuredMeans(samples: Iterable<CallSample>): Evidence['measured'] {
  const values = new Map<string, number[]>()
  for (const sample of samples) {
    if (sample.outcome !== 'ok-first-try' || sample.warmUp === true) continue
    for (const metric of latencyMetrics) {
      const valueMs = valueOf(sample, metric)
      if (valueMs === null) continue
      const key = `${metric} ${sample.series}`
      const known = values.get(key)
      if (known === undefined) values.set(key, [valueMs])
      else known.push(valueMs)
    }
  }
  return ({ id, name }: ModelFacts, metric) => meanOf(values.get(`${metric} ${id ?? name}`) ?? [])
}

function valueOf({ startedMs, connectMs, firstTokenMs, endedMs }: CallSample, metric: LatencyMetric): number | null {
  if (metric === 'connect') return connectMs === 0 ? null : connectMs
  const atMs = metric === 'ttft' ? firstTokenMs : endedMs
  return startedMs === null || atMs === null ? null : atMs - startedMs
}

/** By batch means (Law, Simulation Modeling and Analysis, section 9.5); null with too few calls for two in each batch. */
export function meanOf(values: readonly number[]): MeasuredMean | null {
  if (values.length < 2 * batches) return null
  const means = Array.from({ length: batches }, (_, batch) => {
    const [from, to] = [batch, batch + 1].map((index) => Math.floor((index * values.length) / batches))
    return average(values.slice(from, to))
  })
  const meanMs = average(values)
  const center = average(means)
  const variance = means.reduce((sum, mean) => sum + (mean - center) ** 2, 0) / (batches - 1)
  const halfMs = quantileOfT * Math.sqrt(variance / batches)
  return { meanMs, lowMs: meanMs - halfMs, highMs: meanMs + halfMs, calls: values.length }
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

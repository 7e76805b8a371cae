import { numberOf } from '../figure.ts'
import type { BenchSummary, MetricReading, SeriesSummary } from '../metrics/benchSummary.ts'
import { isOfNoise } from '../metrics/lights.ts'
import { metricOf } from '../metrics/index.ts'
import { holds } from '../metrics/slo.ts'
import type { Gate } from './gate.ts'
import { isSurelyOver, neededFor } from './overLimit.ts'

/** Why there is no verdict: the interval holds the limit, or there is none, or the run cannot be believed. */
type NoVerdictReason = 'unsure' | 'n-too-small' | 'too-noisy' | 'not-measured'

export interface GateResult {
  readonly gate: Gate
  /** Null of what is told of all series together. */
  readonly series: string | null
  readonly verdict: 'passed' | 'failed' | 'no-verdict'
  readonly reason: NoVerdictReason | null
  readonly reading: MetricReading
  /** Calls that would probably have been enough for a verdict; null where that is not known. */
  readonly neededN: number | null
}

/**
 * Every gate on every series; sums and rates on all together, as series share one load. A gate passes where the whole 95 %
 * interval is inside the limit, and fails where the whole of it is outside: between the two there is no verdict. What is
 * timed has none where the run is too noisy.
 */
export function judgeGates(summary: BenchSummary, gates: readonly Gate[]): readonly GateResult[] {
  const isNoisy = summary.lights.some(({ light, state }) => isOfNoise(light) && state === 'red')
  return gates.flatMap((gate) => {
    const { kind } = metricOf(gate.metric).metric
    const isOfAll = kind === 'rate' || kind === 'total'
    const isTainted = isNoisy && (kind === 'distribution' || kind === 'rate')
    return (isOfAll ? [summary.whole] : summary.series).map((series) => judgeGate(gate, series, isTainted))
  })
}

function judgeGate(gate: Gate, series: SeriesSummary, isTainted: boolean): GateResult {
  const reading = series.metrics[gate.metric]
  const of = { gate, series: series.series, reading, reason: null, neededN: null }
  const none = (reason: NoVerdictReason, neededN: number | null = null): GateResult => ({
    ...of,
    verdict: 'no-verdict',
    reason,
    neededN,
  })
  if (isTainted) return none('too-noisy')
  if (isSurelyOver(gate, series)) return { ...of, verdict: 'failed' }
  if (reading.state === 'n-too-small') return none('n-too-small', reading.neededN)
  if (reading.state === 'not-measured') return none('not-measured')
  const ends = (reading.interval ?? [reading.value!]).map(numberOf)
  const fine = ends.filter((value) => holds(value, gate.comparison, gate.limit)).length
  if (fine === ends.length) return { ...of, verdict: 'passed' }
  if (fine === 0) return { ...of, verdict: 'failed' }
  return none('unsure', neededFor(gate, series, ends))
}

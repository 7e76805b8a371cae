/** How far the measuring process was from what it measured. In ms. */
export interface Lateness {
  /** Of what was measured: half of the latencies are shorter. Null if nothing was. */
  readonly latencyP50Ms: number | null
  /** How late calls of an open load began; null for callers that wait for their answers. */
  readonly startLagP99Ms: number | null
  /** How late the event loop was; null on a virtual clock, which is never late. */
  readonly loopLagP99Ms: number | null
}

type NoiseSource = 'start-lag' | 'loop-lag'

export interface Noise {
  readonly isTooNoisy: boolean
  /** What was later than is allowed. */
  readonly sources: readonly NoiseSource[]
  /** The most that each lag may be; null where nothing was measured. */
  readonly allowedMs: number | null
}

/** Of the latency at p50, what lags may be at p99. */
export const mostLagShare = 0.1

/**
 * Whether a run can be believed: it is too noisy if calls began, or the event loop was, later at p99 than a tenth of the
 * latency at p50. What was not measured makes no noise.
 */
export function noiseOf({ latencyP50Ms, startLagP99Ms, loopLagP99Ms }: Lateness): Noise {
  if (latencyP50Ms === null) return { isTooNoisy: false, sources: [], allowedMs: null }
  const allowedMs = latencyP50Ms * mostLagShare
  const sources: NoiseSource[] = []
  if (startLagP99Ms !== null && startLagP99Ms > allowedMs) sources.push('start-lag')
  if (loopLagP99Ms !== null && loopLagP99Ms > allowedMs) sources.push('loop-lag')
  return { isTooNoisy: sources.length > 0, sources, allowedMs }
}

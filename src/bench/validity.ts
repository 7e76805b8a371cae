/** How far the measuring process was from what it measured. In ms. */
export interface Lateness {
  /** Of what was measured: half of the latencies are shorter. Null if nothing was. */
  readonly latencyP50Ms: number | null
  /** How late calls of an open load began; null for callers that wait for their answers. */
  readonly startLagP99Ms: number | null
  /** How late the event loop was; null on a virtual clock, which is never late. */
  readonly loopLagP99Ms: number | null
  /** Of the time in which this process could run, the share in which it waited for a CPU; null where nobody counts. */
  readonly cpuWait?: number | null
}

type NoiseSource = 'start-lag' | 'loop-lag' | 'cpu-wait'

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
 * Of a process that waits for a CPU so much of its time, answers lie unread for a slice of the scheduler's (3 to 5 ms on Linux): half
 * of them, so that it shows in p50. That is a hundredth of a latency of 500 ms. Measured with `npm run bench:meter`: two programs
 * that compute without end on two cores give 0.38 to 0.53, an idle machine 0.17 to 0.33.
 */
export const mostCpuWait = 0.35
export const cpuWaitShowsBelowMs = 500

/**
 * Whether a run can be believed: it is too noisy if calls began, or the event loop was, later at p99 than a tenth of the
 * latency at p50, or if it waited for a CPU too often for latencies so short. What was not measured makes no noise.
 */
export function noiseOf({ latencyP50Ms, startLagP99Ms, loopLagP99Ms, cpuWait = null }: Lateness): Noise {
  if (latencyP50Ms === null) return { isTooNoisy: false, sources: [], allowedMs: null }
  const allowedMs = latencyP50Ms * mostLagShare
  const sources: NoiseSource[] = []
  if (startLagP99Ms !== null && startLagP99Ms > allowedMs) sources.push('start-lag')
  if (loopLagP99Ms !== null && loopLagP99Ms > allowedMs) sources.push('loop-lag')
  if (isCpuWaitNoise(latencyP50Ms, cpuWait)) sources.push('cpu-wait')
  return { isTooNoisy: sources.length > 0, sources, allowedMs }
}

function isCpuWaitNoise(latencyP50Ms: number, cpuWait: number | null): boolean {
  return cpuWait !== null && cpuWait > mostCpuWait && latencyP50Ms < cpuWaitShowsBelowMs
}

import { LatencyBaseline } from './latencyBaseline.ts'
import type { ConcurrencyLimit, LoadOutcome } from './limit.ts'
import { LossEvent } from './lossEvent.ts'

/** Attempts in flight: `min <= initial <= max`, whole numbers from 1. After Netflix's concurrency-limits, `Gradient2Limit`. */
export interface GradientOptions {
  /** The limit to begin with. */
  readonly initial: number
  /** The limit never falls below … */
  readonly min: number
  /** … nor rises above. */
  readonly max: number
  /** Latency may grow to this multiple of its baseline before the limit shrinks: from 1 (1.5). */
  readonly tolerance?: number
  /** The share of each new estimate that is taken over: above 0, at most 1 (0.2). */
  readonly smoothing?: number
  /** How many attempts may queue at the endpoint: a number (4), or the square root of the limit. */
  readonly queueSize?: number | 'sqrt'
}

export type GradientLimitSpec = { readonly limit: 'gradient' } & GradientOptions

/** For endpoints that grow slow before they say no: the limit follows the ratio of usual to recent latency. */
export const gradient = (options: GradientOptions): GradientLimitSpec => ({ limit: 'gradient', ...options })

/** Fewer answers than this say nothing about latency (`WindowedLimit` of concurrency-limits). */
const windowSamples = 10
/** `backoffRatio` of concurrency-limits, for the endpoint that says no after all. */
const overloadRatio = 0.9
/** So many windows lie between two looks at the latency without a queue: they cost a few percent of the throughput. */
const windowsBetweenProbes = 50
const probeShare = 0.25

/**
 * `Gradient2Limit` of Netflix's concurrency-limits: `limit = limit * min(1, tolerance * usual / recent) + queueSize`,
 * smoothed, at least halved at worst, over windows of one limit's worth of answers.
 *
 * Two additions. Under steady load the usual latency of Gradient2 absorbs the queue that its own limit makes, and the
 * limit climbs without end; therefore every 50 windows the limit drops to a quarter until the latency without that
 * queue was seen (Envoy's adaptive concurrency filter measures its minRTT so). And an explicit overload lowers the
 * limit like AIMD does: the latency of a refusal tells nothing.
 */
export class GradientLimit implements ConcurrencyLimit {
  readonly #options: Required<GradientOptions>
  readonly #lossEvent = new LossEvent()
  readonly #baseline = new LatencyBaseline()
  #estimate: number
  #sumMs = 0
  #samples = 0
  #windows = 0
  /** While probing: how many answers are still skipped. Infinity until no more are in flight than the probe allows. */
  #skips: number | undefined

  constructor({ tolerance = 1.5, smoothing = 0.2, queueSize = 4, ...limits }: GradientOptions) {
    this.#options = { tolerance, smoothing, queueSize, ...limits }
    this.#estimate = limits.initial
  }

  get limit(): number {
    if (this.#skips === undefined) return Math.floor(this.#estimate)
    return Math.max(this.#options.min, Math.floor(this.#estimate * probeShare))
  }

  learn(nowMs: number, outcome: LoadOutcome, latencyMs: number, inFlight: number): void {
    if (outcome === 'overloaded' && this.#lossEvent.isNew(nowMs, latencyMs)) this.#retreat()
    if (this.#isSkipped(inFlight) || outcome !== 'good') return
    this.#sumMs += latencyMs
    this.#samples += 1
    if (this.#skips !== undefined) this.#endProbe()
    else if (this.#samples >= Math.max(windowSamples, this.limit)) this.#endWindow(inFlight)
  }

  /** What was in flight when the probe began has stood in the queue; as many answers as may be in flight are skipped. */
  #isSkipped(inFlight: number): boolean {
    if (this.#skips === undefined || this.#skips === 0) return false
    if (this.#skips < Infinity) this.#skips -= 1
    else if (inFlight <= this.limit) this.#skips = this.limit
    return true
  }

  #retreat(): void {
    this.#estimate = Math.max(
      this.#options.min,
      Math.min(this.#estimate * overloadRatio, Math.floor(this.#estimate) - 1),
    )
    this.#takeMean()
  }

  #endProbe(): void {
    // Less than two rounds would see too many of the short answers: they come first.
    if (this.#samples < Math.max(windowSamples, 2 * this.limit)) return
    this.#baseline.anchor(this.#takeMean())
    this.#skips = undefined
  }

  #endWindow(inFlight: number): void {
    const { min, max, tolerance, smoothing, queueSize } = this.#options
    const recentMs = this.#takeMean()
    // At its floor the limit makes no queue of its own: what is measured there is the latency that can be had.
    if (this.limit === min) this.#baseline.anchor(recentMs)
    const usualMs = this.#baseline.follow(recentMs)
    if (inFlight * 2 < this.limit) return
    const ratio = Math.max(0.5, Math.min(1, (tolerance * usualMs) / recentMs))
    const room = queueSize === 'sqrt' ? Math.sqrt(this.#estimate) : queueSize
    const wanted = this.#estimate * ratio + room
    this.#estimate = Math.max(min, Math.min(max, this.#estimate + smoothing * (wanted - this.#estimate)))
    this.#windows += 1
    if (this.#windows % windowsBetweenProbes === 0) this.#skips = Infinity
  }

  #takeMean(): number {
    const meanMs = this.#sumMs / this.#samples
    this.#sumMs = 0
    this.#samples = 0
    return meanMs
  }
}

import { checkNumber } from './checkNumber.ts'
import { LatestSamples } from './latestSamples.ts'

/** Quantiles look at so many of the latest samples … */
const rememberedSamples = 200
/** … and say nothing about fewer than this. */
const leastSamples = 20

/**
 * How fast one endpoint answers: a mean that jumps up with the worst and comes down slowly (the peak-EWMA of Finagle's
 * `PeakEwma`), and quantiles of the latest answers. All in ms; `nowMs` is monotonic.
 */
export class LatencyTracker {
  readonly #tauMs: number
  #meanMs = 0
  #recordedAtMs: number | undefined
  readonly #latestMs = new LatestSamples(rememberedSamples)

  /** `tauMs`: what was measured fades to a third (1 / e) of its weight within this time. */
  constructor(tauMs = 10_000) {
    checkNumber('latency.tauMs', tauMs, tauMs > 0 && tauMs < Infinity, 'a number of ms above 0')
    this.#tauMs = tauMs
  }

  /**
   * A good answer. A quick refusal must not count, or the endpoint that refuses would look like the fastest.
   */
  record(nowMs: number, latencyMs: number): void {
    // Measurements come unevenly spaced: the old mean weighs less, the longer ago it was (Eckner, 2012).
    const weight = this.#fadedSince(nowMs)
    const mixedMs = this.#meanMs * weight + latencyMs * (1 - weight)
    this.#meanMs = Math.max(latencyMs, mixedMs)
    this.#recordedAtMs = nowMs
    this.#latestMs.add(latencyMs)
  }

  /**
   * An attempt was given up after so long: nobody knows how long it would have taken. If that is no more than was to be
   * expected, it says nothing; counted, it would make who is given up early look fast.
   */
  recordAtLeast(nowMs: number, latencyMs: number): void {
    if (latencyMs > (this.ewmaMs(nowMs) ?? 0)) this.record(nowMs, latencyMs)
  }

  /**
   * The latency to expect; undefined if none was ever measured. It fades towards 0 while the endpoint is left alone, so
   * that one which was slow is asked again after a while: from 8 s to 300 ms in 33 s. While an answer is under way
   * (`inFlight` above 0) nothing fades: one call finds out, and the others wait for what it finds.
   */
  ewmaMs(nowMs: number, inFlight = 0): number | undefined {
    if (this.#recordedAtMs === undefined) return undefined
    return inFlight > 0 ? this.#meanMs : this.#meanMs * this.#fadedSince(nowMs)
  }

  /** The latency that a share `q` (0 to 1) of the last 200 samples did not exceed; undefined under 20 samples. */
  quantileMs(q: number): number | undefined {
    return this.#latestMs.count < leastSamples ? undefined : this.#latestMs.quantile(q)
  }

  #fadedSince(nowMs: number): number {
    const elapsedMs = nowMs - (this.#recordedAtMs ?? nowMs)
    return Math.exp(-Math.max(0, elapsedMs) / this.#tauMs)
  }
}

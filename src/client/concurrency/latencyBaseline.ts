/** Windows that the usual latency remembers: `longWindow` of Gradient2. */
const longWindow = 600

/** The usual latency of an endpoint, to hold recent latency against. In ms. */
export class LatencyBaseline {
  #usualMs: number | undefined

  /** The mean of another window. Returns the usual latency with it. */
  follow(recentMs: number): number {
    this.#usualMs = this.#towards(recentMs, 2 / (longWindow + 1))
    const usualMs = this.#usualMs
    // After a long overload the usual latency lies too high; Gradient2 lets it sink faster than the average would.
    if (usualMs > 2 * recentMs) this.#usualMs = usualMs * 0.95
    return usualMs
  }

  /** A mean that was measured without a queue. Half of it counts, since ten answers of a model vary. */
  anchor(unqueuedMs: number): void {
    this.#usualMs = this.#towards(unqueuedMs, 0.5)
  }

  #towards(meanMs: number, share: number): number {
    const usualMs = this.#usualMs ?? meanMs
    return usualMs + (meanMs - usualMs) * share
  }
}

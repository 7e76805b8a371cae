/**
 * Tells a new overload from the echo of one that was already answered. Attempts that started before the limit was
 * lowered ran under the old limit: their failures say nothing about the new one. TCP halves once per window of data for
 * the same reason (RFC 6582, the `recover` variable).
 */
export class LossEvent {
  #answeredAtMs = -Infinity

  /** True if an attempt that met overload calls for a lower limit; from then on that is answered. */
  isNew(nowMs: number, latencyMs: number): boolean {
    if (nowMs - latencyMs < this.#answeredAtMs) return false
    this.#answeredAtMs = nowMs
    return true
  }
}

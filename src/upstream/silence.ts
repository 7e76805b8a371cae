import type { ExchangeSilence } from '../history/index.ts'

/** Takes down when something last went out of an exchange; a few assignments a piece, as every piece passes here. */
export class Silence {
  #bytesAtMs: number | undefined
  #contentAtMs: number | undefined

  /** Anything: a head, a piece of the body, what is no HTTP. Of an event stream, content counts from its head on. */
  heard(nowMs: number, startsEvents = false): void {
    this.#bytesAtMs = nowMs
    if (startsEvents) this.#contentAtMs = nowMs
  }

  /** The answer went on: content, or what else belongs to it. */
  wentOn(nowMs: number): void {
    if (this.#contentAtMs !== undefined) this.#contentAtMs = nowMs
  }

  /** What a client that leaves now has waited for; undefined if nothing went out at all. */
  at(nowMs: number): ExchangeSilence | undefined {
    if (this.#bytesAtMs === undefined) return undefined
    const bytesMs = inMicroseconds(nowMs - this.#bytesAtMs)
    return this.#contentAtMs === undefined
      ? { bytesMs }
      : { bytesMs, contentMs: inMicroseconds(nowMs - this.#contentAtMs) }
  }
}

/** As fine as the instants of a history. */
function inMicroseconds(ms: number): number {
  return Math.round(ms * 1000) / 1000
}

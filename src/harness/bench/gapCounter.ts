import type { GapCounts } from '../../bench/sample.ts'

/** Counts the distances of the pieces of one stream, to three digits. Order is lost, which nobody asks for. */
export class GapCounter {
  #lastMs: number | undefined
  readonly #counts = new Map<number, number>()
  pieces = 0

  /** A piece has come at this instant. */
  piece(atMs: number): void {
    if (this.#lastMs !== undefined) {
      const gapMs = toThreeDigits(atMs - this.#lastMs)
      this.#counts.set(gapMs, (this.#counts.get(gapMs) ?? 0) + 1)
    }
    this.#lastMs = atMs
    this.pieces += 1
  }

  get counts(): GapCounts {
    return [...this.#counts].toSorted(([one], [other]) => one - other)
  }
}

/** Three significant digits, and nothing below a microsecond: a gap of 12.345 ms is 12.3, one of 1,234.5 ms is 1230. */
export function toThreeDigits(ms: number): number {
  if (ms < 0.0005) return 0
  const places = Math.min(3, 2 - Math.floor(Math.log10(ms)))
  const scale = 10 ** Math.abs(places)
  return places >= 0 ? Math.round(ms * scale) / scale : Math.round(ms / scale) * scale
}

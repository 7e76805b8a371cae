import type { GapCounts } from '../../bench/sample.ts'

/** Counts the distances of the pieces of one stream, to three digits. Order is lost, which nobody asks for. */
export class GapCounter {
  #lastMs: number | undefined
  /** Most streams of a simulation have one. */
  #firstMs: number | undefined
  #counts: Map<number, number> | undefined
  pieces = 0

  /** A piece has come at this instant. */
  piece(atMs: number): void {
    if (this.#lastMs !== undefined) {
      this.#count(toThreeDigits(atMs - this.#lastMs))
    }
    this.#lastMs = atMs
    this.pieces += 1
  }

  #count(gapMs: number): void {
    if (this.#firstMs === undefined) {
      this.#firstMs = gapMs
      return
    }
    this.#counts ??= new Map([[this.#firstMs, 1]])
    this.#counts.set(gapMs, (this.#counts.get(gapMs) ?? 0) + 1)
  }

  get counts(): GapCounts {
    if (this.#counts !== undefined) return [...this.#counts].toSorted(([one], [other]) => one - other)
    return this.#firstMs === undefined ? [] : [[this.#firstMs, 1]]
  }
}

/** Three significant digits, and nothing below a microsecond: a gap of 12.345 ms is 12.3, one of 1,234.5 ms is 1230. */
export function toThreeDigits(ms: number): number {
  if (ms < 0.0005) return 0
  const places = Math.min(3, 2 - Math.floor(Math.log10(ms)))
  const scale = 10 ** Math.abs(places)
  return places >= 0 ? Math.round(ms * scale) / scale : Math.round(ms / scale) * scale
}

import { firstAbove } from './ordered.ts'

/** Spans of time, both ends included. Asked only after the last one was added. */
export class Intervals {
  readonly #added: [fromMs: number, toMs: number][] = []
  #starts: number[] | undefined
  #ends: number[] = []

  add(fromMs: number, toMs: number): void {
    this.#added.push([fromMs, toMs])
    this.#starts = undefined
  }

  /** Whether any span shares an instant with `fromMs` to `toMs`. */
  overlaps(fromMs: number, toMs: number): boolean {
    const starts = (this.#starts ??= this.#merge())
    const before = firstAbove(starts, toMs) - 1
    return before >= 0 && this.#ends[before]! >= fromMs
  }

  /** Joins what touches, so that the spans left have ascending starts and ascending ends. */
  #merge(): number[] {
    const starts: number[] = []
    this.#ends = []
    for (const [fromMs, toMs] of this.#added.toSorted(([a], [b]) => a - b)) {
      const last = starts.length - 1
      if (last >= 0 && fromMs <= this.#ends[last]!) this.#ends[last] = Math.max(this.#ends[last]!, toMs)
      else {
        starts.push(fromMs)
        this.#ends.push(toMs)
      }
    }
    return starts
  }
}

import { firstAbove } from './ordered.ts'

/** Spans of time, both ends included. Asked only after the last one was added. */
export class Intervals {
  readonly #added: [fromMs: number, toMs: number][] = []
  #sorted: { readonly starts: number[]; readonly latestEnds: number[] } | undefined

  add(fromMs: number, toMs: number): void {
    this.#added.push([fromMs, toMs])
    this.#sorted = undefined
  }

  /** Whether any span shares an instant with `fromMs` to `toMs`. */
  overlaps(fromMs: number, toMs: number): boolean {
    const { starts, latestEnds } = (this.#sorted ??= this.#sort())
    return latestEnds[firstAbove(starts, toMs)]! >= fromMs
  }

  /** The time that the spans cover together. */
  totalMs(): number {
    const { starts, latestEnds } = (this.#sorted ??= this.#sort())
    return starts.reduce(
      (sum, startMs, index) => sum + Math.max(0, latestEnds[index + 1]! - Math.max(startMs, latestEnds[index]!)),
      0,
    )
  }

  /** The starts in order, and the latest end of as many spans: of none, of the first, of the first two, … */
  #sort() {
    const starts: number[] = []
    const latestEnds = [-Infinity]
    for (const [fromMs, toMs] of this.#added.toSorted(([a], [b]) => a - b)) {
      latestEnds.push(Math.max(latestEnds[starts.length]!, toMs))
      starts.push(fromMs)
    }
    return { starts, latestEnds }
  }
}

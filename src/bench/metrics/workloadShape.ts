import { Histogram } from '../histogram.ts'
import type { CallSample } from '../sample.ts'

/** How long prompts and answers were, as providers count tokens. */
export interface WorkloadShape {
  /**
   * Of the calls that were answered and whose counts are known, how many had so many tokens in and out, in rising order. Band `b`
   * goes from 2^(b/2) to 2^((b+1)/2) tokens; nothing at all counts as one token.
   */
  readonly cells: readonly (readonly [inputBand: number, outputBand: number, calls: number])[]
  /** Of each band of prompts that has 20 calls or more: how soon the first token came, in ms from when the call was due. */
  readonly firstTokens: readonly {
    readonly inputBand: number
    readonly calls: number
    readonly p50Ms: number
    readonly p95Ms: number
  }[]
}

/** With fewer the 95th percentile is the slowest call. */
const fewest = 20

export function tokenBand(tokens: number): number {
  // The logarithm of a power of two may end just below its whole number.
  return Math.floor(2 * Math.log2(Math.max(1, tokens)) + 1e-9)
}

/** Where a band begins, in tokens. */
export function tokensAt(band: number): number {
  return 2 ** (band / 2)
}

/** Counts on the way, in little room: calls of shards add up exactly. */
export class WorkloadShapeBuilder {
  readonly #cells = new Map<number, Map<number, number>>()
  readonly #firstTokens = new Map<number, Histogram>()

  add({ outcome, inputTokens, outputTokens, firstTokenMs, dueMs }: CallSample): void {
    if (!outcome.startsWith('ok') || inputTokens === null || outputTokens === null) return
    const [input, output] = [tokenBand(inputTokens), tokenBand(outputTokens)]
    const row = this.#cells.get(input) ?? new Map<number, number>()
    this.#cells.set(input, row.set(output, (row.get(output) ?? 0) + 1))
    if (firstTokenMs === null) return
    const histogram = this.#firstTokens.get(input) ?? new Histogram()
    histogram.record(firstTokenMs - dueMs)
    this.#firstTokens.set(input, histogram)
  }

  shape(): WorkloadShape {
    const byBand = ([one]: readonly [number, ...unknown[]], [other]: readonly [number, ...unknown[]]) => one - other
    const cells = [...this.#cells]
      .toSorted(byBand)
      .flatMap(([input, row]) => [...row].toSorted(byBand).map(([output, calls]) => [input, output, calls] as const))
    const firstTokens = [...this.#firstTokens]
      .filter(([, { total }]) => total >= fewest)
      .toSorted(byBand)
      .map(([inputBand, histogram]) => {
        const at = (q: number) => histogram.atRank(Math.ceil(q * histogram.total))
        return { inputBand, calls: histogram.total, p50Ms: at(0.5), p95Ms: at(0.95) }
      })
    return { cells, firstTokens }
  }
}

import type { CallSample } from '../sample.ts'
import type { ErrorRow } from './benchSummary.ts'

/** A reason may hold anything, so there may be any number: what comes after so many kinds is told by its class alone. */
const mostKinds = 200

type Growing = { -readonly [Key in keyof ErrorRow]: ErrorRow[Key] }

/** How calls failed: class, reason and status, how often, when, and the first of each to be looked at. */
export class ErrorTable {
  readonly #rows = new Map<string, Growing>()

  add(sample: CallSample): void {
    const { errorClass, status, call } = sample
    const atMs = sample.endedMs ?? sample.dueMs
    const exact = keyOf(errorClass, sample.reason, status)
    const isKnown = this.#rows.has(exact) || this.#rows.size < mostKinds
    const reason = isKnown ? sample.reason : null
    const key = isKnown ? exact : keyOf(errorClass, null, status)
    const row = this.#rows.get(key)
    if (row === undefined) {
      this.#rows.set(key, { errorClass, reason, status, count: 1, firstMs: atMs, lastMs: atMs, call })
      return
    }
    row.count += 1
    if (atMs < row.firstMs || (atMs === row.firstMs && call < row.call)) Object.assign(row, { firstMs: atMs, call })
    row.lastMs = Math.max(row.lastMs, atMs)
  }

  /** The most frequent first. */
  rows(): ErrorRow[] {
    return [...this.#rows.values()].toSorted((one, other) => other.count - one.count || one.firstMs - other.firstMs)
  }
}

function keyOf(...parts: readonly (string | number | null)[]): string {
  return JSON.stringify(parts)
}

import type { SampleTable } from '../metrics/sampleTable.ts'

export interface RowPairs {
  readonly before: Uint32Array
  readonly after: Uint32Array
  /** Row by row the same call of the plan: same prompt, same planned instant. */
  readonly isPaired: boolean
}

/** Below that share of common calls more would be thrown away than pairing brings. */
const leastCommon = 0.9

/** The rows of a series in both runs: paired by their place in the plan, if most are there twice. */
export function pairedRows(before: SampleTable, after: SampleTable, series: string, isSamePlan: boolean): RowPairs {
  const [one, other] = [before.rowsOf(series), after.rowsOf(series)]
  if (!isSamePlan) return { before: one, after: other, isPaired: false }
  return matchedRows(
    { rows: one, keyOf: (row) => before.callAt(row) },
    { rows: other, keyOf: (row) => after.callAt(row) },
  )
}

interface KeyedRows {
  /** In the order of their keys. */
  readonly rows: Uint32Array
  readonly keyOf: (row: number) => number
}

/** Rows with the same key side by side, if most of both are there; else all of them, unpaired. */
export function matchedRows(one: KeyedRows, other: KeyedRows): RowPairs {
  const [common, commonAfter]: number[][] = [[], []]
  for (let i = 0, j = 0; i < one.rows.length && j < other.rows.length;) {
    const apart = one.keyOf(one.rows[i]!) - other.keyOf(other.rows[j]!)
    if (apart === 0) {
      common!.push(one.rows[i]!)
      commonAfter!.push(other.rows[j]!)
    }
    if (apart <= 0) i += 1
    if (apart >= 0) j += 1
  }
  if (common!.length < leastCommon * Math.max(one.rows.length, other.rows.length))
    return { before: one.rows, after: other.rows, isPaired: false }
  return { before: Uint32Array.from(common!), after: Uint32Array.from(commonAfter!), isPaired: true }
}

/** Values of pairs of which both are known; of all that is known, unpaired, where that would lose many. */
export function knownPairs(one: Float64Array, other: Float64Array, isPaired: boolean) {
  const isKnown = (value: number) => !Number.isNaN(value)
  const [before, after] = [one.filter(isKnown), other.filter(isKnown)]
  if (!isPaired) return { before, after, isPaired }
  const both = Array.from(one.keys()).filter((index) => isKnown(one[index]!) && isKnown(other[index]!))
  if (both.length < leastCommon * Math.max(before.length, after.length)) return { before, after, isPaired: false }
  const of = (values: Float64Array) => Float64Array.from(both, (index) => values[index]!)
  return { before: of(one), after: of(other), isPaired }
}

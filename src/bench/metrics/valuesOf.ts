import type { CallCursor } from './callCursor.ts'
import type { CallView } from './callView.ts'

/**
 * Room for the values of one metric at a time. A million calls have 20 metrics of 8 MB: made anew for each, they would be
 * most of the memory that a summary takes.
 */
export class Room {
  readonly values: Float64Array
  readonly others: Float64Array
  readonly sorted: Float64Array

  constructor(calls: number) {
    this.values = new Float64Array(calls)
    this.others = new Float64Array(calls)
    this.sorted = new Float64Array(calls)
  }
}

/** What `of` says of each call, in the order of the rows. `into` has room for them, and is what is given back. */
export function valuesOf(
  cursor: CallCursor,
  rows: Uint32Array,
  of: (call: CallView) => number,
  into: Float64Array = new Float64Array(rows.length),
): Float64Array {
  const values = into.subarray(0, rows.length)
  for (let index = 0; index < rows.length; index += 1) {
    cursor.row = rows[index]!
    values[index] = of(cursor)
  }
  return values
}

/** Those that `isKept` of `values`, in their order. */
export function keptOf(values: Float64Array, isKept: (value: number) => boolean, into: Float64Array): Float64Array {
  let kept = 0
  for (const value of values) {
    if (!isKept(value)) continue
    into[kept] = value
    kept += 1
  }
  return into.subarray(0, kept)
}

/** A sorted copy. */
export function sortedInto(values: Float64Array, into: Float64Array): Float64Array {
  into.set(values)
  return into.subarray(0, values.length).sort()
}

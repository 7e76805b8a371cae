import type { CallCursor } from './callCursor.ts'
import type { CallView } from './callView.ts'

/** What `of` says of each call, in the order of the rows. */
export function valuesOf(cursor: CallCursor, rows: Uint32Array, of: (call: CallView) => number): Float64Array {
  const values = new Float64Array(rows.length)
  for (let index = 0; index < rows.length; index += 1) {
    cursor.row = rows[index]!
    values[index] = of(cursor)
  }
  return values
}

/** The same, without the calls of which it says nothing. */
export function knownOf(cursor: CallCursor, rows: Uint32Array, of: (call: CallView) => number): Float64Array {
  const values = valuesOf(cursor, rows, of)
  let known = 0
  for (const value of values) {
    if (Number.isNaN(value)) continue
    values[known] = value
    known += 1
  }
  return values.subarray(0, known)
}

import type { TimeSlice } from './benchSummary.ts'
import { CallCursor } from './callCursor.ts'
import type { SampleTable } from './sampleTable.ts'

/** Of a decade: bands of latency are this fine. */
export const bandsPerDecade = 12

interface Slices {
  readonly beginMs: number
  readonly sliceMs: number
  readonly count: number
}

type SliceFlow = Pick<TimeSlice, 'ended' | 'meanInFlight' | 'lost' | 'bands'>

/** What came back, what was out, what was lost and how long answers took, slice by slice. */
export function sliceFlow(table: SampleTable, { beginMs, sliceMs, count }: Slices): SliceFlow[] {
  const ended = new Uint32Array(count)
  const underWayMs = new Float64Array(count)
  const lost = Array.from({ length: count }, () => new Map<string, number>())
  const bands = Array.from({ length: count }, () => new Map<number, number>())
  const place = (ms: number) => Math.floor((ms - beginMs) / sliceMs)
  const cursor = new CallCursor(table, [])
  for (cursor.row = 0; cursor.row < table.rows; cursor.row += 1) {
    const { dueMs, startMs, endMs } = cursor
    const due = place(dueMs)
    if (!Number.isNaN(startMs) && !Number.isNaN(endMs)) spread(underWayMs, dueMs + startMs, dueMs + endMs)
    if (cursor.isSuccess) {
      const at = place(dueMs + endMs)
      if (at < count) ended[at]! += 1
      plusOne(bands[due]!, bandOf(endMs))
    } else plusOne(lost[due]!, lossOf(table, cursor.row))
  }
  return Array.from(ended, (calls, slice) => ({
    ended: calls,
    meanInFlight: Math.round((underWayMs[slice]! / sliceMs) * 1000) / 1000,
    lost: Object.fromEntries([...lost[slice]!].toSorted(([one], [other]) => (one < other ? -1 : 1))),
    bands: [...bands[slice]!].toSorted(([one], [other]) => one - other),
  }))

  /** To each slice the part that lies within it. */
  function spread(sums: Float64Array, fromMs: number, toMs: number): void {
    const last = Math.min(count - 1, place(toMs))
    for (let slice = Math.max(0, place(fromMs)); slice <= last; slice += 1) {
      const begin = beginMs + slice * sliceMs
      sums[slice]! += Math.min(toMs, begin + sliceMs) - Math.max(fromMs, begin)
    }
  }
}

/** From 1 us on. */
function bandOf(ms: number): number {
  return Math.floor(Math.log10(Math.max(0.001, ms)) * bandsPerDecade)
}

function lossOf(table: SampleTable, row: number): string {
  return table.outcomeAt(row) === 'dropped' ? 'dropped' : (table.errorClassAt(row) ?? 'unknown')
}

function plusOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

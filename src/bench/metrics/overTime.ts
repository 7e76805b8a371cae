import { quantileRank } from '../statistics/orderStatistics.ts'
import type { OverTime, TimeSlice } from './benchSummary.ts'
import { CallCursor } from './callCursor.ts'
import type { SampleTable } from './sampleTable.ts'
import type { Span } from './seriesSummary.ts'
import { sliceFlow } from './sliceFlow.ts'
import type { Room } from './valuesOf.ts'

const mostSlices = 60
/** From so many answered calls on a slice has the percentile: with fewer it is one of the few slowest calls. */
const fewest = { p50: 5, p95: 20, p99: 100 }

/** How latency and failures went while the run lasted. */
export function overTime(table: SampleTable, { fromMs, toMs }: Span, room: Room): OverTime {
  if (table.rows === 0) return { sliceMs: 0, slices: [] }
  const sliceMs = roundedUp((toMs - fromMs) / mostSlices)
  const beginMs = Math.floor(fromMs / sliceMs) * sliceMs
  const sliceOf = (row: number) => Math.floor((table.dueAt(row) - beginMs) / sliceMs)
  const cursor = new CallCursor(table, [])
  let last = 0
  for (let row = 0; row < table.rows; row += 1) last = Math.max(last, sliceOf(row))
  const due = new Uint32Array(last + 1)
  const answered = new Uint32Array(last + 1)
  for (cursor.row = 0; cursor.row < table.rows; cursor.row += 1) {
    due[sliceOf(cursor.row)]! += 1
    if (cursor.isSuccess) answered[sliceOf(cursor.row)]! += 1
  }
  const begins = new Uint32Array(last + 2)
  for (let slice = 0; slice <= last; slice += 1) begins[slice + 1] = begins[slice]! + answered[slice]!
  const next = begins.slice()
  for (cursor.row = 0; cursor.row < table.rows; cursor.row += 1) {
    if (!cursor.isSuccess) continue
    const slice = sliceOf(cursor.row)
    room.values[next[slice]!] = cursor.endMs
    next[slice]! += 1
  }
  const counts = countsOf(table, sliceOf, last + 1)
  const flow = sliceFlow(table, { beginMs, sliceMs, count: last + 1 })
  const slices = Array.from(due, (calls, slice): TimeSlice => {
    const values = room.values.subarray(begins[slice], begins[slice + 1]).sort()
    const at = (q: number, least: number) =>
      values.length < least ? null : values[quantileRank(values.length, q) - 1]!
    return {
      fromMs: beginMs + slice * sliceMs,
      due: calls,
      failed: calls - values.length,
      p50Ms: at(0.5, fewest.p50),
      p95Ms: at(0.95, fewest.p95),
      p99Ms: at(0.99, fewest.p99),
      ...counts[slice]!,
      ...flow[slice]!,
    }
  })
  return { sliceMs, slices }
}

/** Who was asked how often, and who answered, slice by slice. */
function countsOf(table: SampleTable, sliceOf: (row: number) => number, slices: number) {
  const none = () => Object.fromEntries(table.series.list.map((series) => [series, 0]))
  const counts = Array.from({ length: slices }, () => ({
    begun: none(),
    attempts: none(),
    answeredBy: new Map<string, number>(),
  }))
  for (let row = 0; row < table.rows; row += 1) {
    const outcome = table.outcomeAt(row)
    if (outcome === 'dropped') continue
    const { begun, attempts, answeredBy } = counts[sliceOf(row)]!
    const series = table.seriesAt(row)
    begun[series]! += 1
    attempts[series]! += table.attemptsAt(row)
    if (outcome === 'failed') continue
    const model = table.modelAt(row) ?? series
    answeredBy.set(model, (answeredBy.get(model) ?? 0) + 1)
  }
  // A provider names its model as it likes: `__proto__`, too.
  return counts.map((one) => ({ ...one, answeredBy: Object.fromEntries(one.answeredBy) }))
}

/** To 1, 2 or 5 and zeros, 1 ms at least: a length of time that a reader can name. */
function roundedUp(ms: number): number {
  if (ms <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(ms))
  return [1, 2, 5, 10].map((times) => times * power).find((length) => length >= ms) ?? 10 * power
}

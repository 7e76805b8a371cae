import type { BenchRecord, CallSample } from '../../../bench/sample.ts'
import { asBenchRecord } from '../store/benchRecord.ts'

/**
 * Calls field by field: what is alike stands together, which packs into a third of the room. Instants are whole us, each from the
 * one before it. Gaps between tokens are left out, as they take most of the room.
 */
export interface CallColumns {
  readonly [field: string]: readonly unknown[]
}

const instants = ['dueMs', 'startedMs', 'firstTokenMs', 'endedMs'] as const
type Instant = (typeof instants)[number]

export function columnsOf(samples: readonly CallSample[]): CallColumns {
  const fields = [...new Set(samples.flatMap((sample) => Object.keys(sample)))]
  const plain = fields.filter(
    (field) => field !== 'type' && field !== 'gaps' && !(instants as readonly string[]).includes(field),
  )
  const columns = Object.fromEntries(
    plain.map((field) => [field, samples.map((sample) => sample[field as keyof CallSample] ?? null)]),
  )
  let dueBefore = 0
  const times = samples.map((sample) => {
    let before = dueBefore
    const row = instants.map((instant) => {
      const ms = sample[instant]
      if (ms === null) return null
      const us = Math.round(ms * 1000)
      const since = us - before
      before = us
      return since
    })
    dueBefore = Math.round(sample.dueMs * 1000)
    return row
  })
  return { ...columns, ...Object.fromEntries(instants.map((name, index) => [name, times.map((row) => row[index])])) }
}

/** Undefined for what are no columns of calls. */
export function callsOf(columns: CallColumns): BenchRecord[] | undefined {
  const due = columns['dueMs']
  if (
    !Array.isArray(due) ||
    Object.values(columns).some((column) => !Array.isArray(column) || column.length !== due.length)
  )
    return undefined
  let dueBefore = 0
  const found = due.map((_, row) => {
    const fields: Record<string, unknown> = { type: 'sample', gaps: [] }
    for (const [field, column] of Object.entries(columns))
      if (!isAbsent(field, column[row])) fields[field] = column[row]
    let before = dueBefore
    for (const instant of instants) {
      const since = columns[instant]?.[row]
      if (typeof since !== 'number') continue
      before += since
      fields[instant satisfies Instant] = before / 1000
      if (instant === 'dueMs') dueBefore = before
    }
    return asBenchRecord(fields)
  })
  return found.every((record) => record !== undefined) ? found : undefined
}

/** Fields that most calls have not: they are not null there, but absent. */
function isAbsent(field: string, value: unknown): boolean {
  return value === null && (field === 'warmUp' || field === 'tries')
}

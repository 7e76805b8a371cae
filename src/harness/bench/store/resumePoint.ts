import type { BenchRecord } from '../../../bench/sample.ts'
import { countCalls } from '../arrivals.ts'
import type { LoadResumption } from '../driving.ts'
import type { BenchRun } from './readRun.ts'
import type { Skipped } from './skipped.ts'
import { Spending, type SpentBefore } from './spentBefore.ts'

/** Where a run stands that was interrupted. */
export interface ResumePoint extends LoadResumption {
  /** Calls with a sample, whatever became of them. */
  readonly recorded: number
  /** Of the plan, or of the shard; null where only time ends it. */
  readonly planned: number | null
  readonly spent: SpentBefore
  /** How much of the history is whole: what comes after is cut off before more is appended. */
  readonly wholeBytes: number
  readonly skipped: Skipped
}

/** Reads through the history once. Calls whose lines are damaged have no record: they are made again. */
export function resumePoint(run: BenchRun): ResumePoint {
  const { plan, shard, state } = run.manifest
  const reading = run.read()
  let atMs = 0
  const spending = new Spending()
  for (const record of reading.records()) {
    atMs = Math.max(atMs, instantOf(record))
    spending.add(record)
  }
  const { calls, wholeBytes, skipped } = reading
  return {
    isRecorded: (call) => calls.has(call),
    atMs,
    recorded: calls.size,
    planned: countCalls(plan, shard ?? undefined),
    spent: spending.atMost(state === 'running'),
    wholeBytes,
    skipped,
  }
}

function instantOf(record: BenchRecord): number {
  if (record.type === 'budget') return 0
  return record.type === 'sample' ? (record.endedMs ?? record.startedMs ?? record.dueMs) : record.atMs
}

import type { RunNote } from '../../bench/sample.ts'
import { countCalls } from '../../harness/bench/arrivals.ts'
import type { EndedEarly } from '../../harness/bench/benchReport.ts'
import type { BenchRun } from '../../harness/bench/store/readRun.ts'

const whyOf: Readonly<Record<RunNote['note'], EndedEarly | null>> = {
  interrupted: 'interrupted',
  'budget-reached': 'max-cost',
  'limit-reached': 'max-requests',
  resumed: null,
}

/** How a benchmark ended, as far as it is written down: a process that was killed could not say so. */
export function endOfRun(run: BenchRun) {
  const { plan, shard, state, wallMs } = run.manifest
  let [elapsedMs, calls] = [0, 0]
  let why: EndedEarly | null = null
  for (const record of run.records()) {
    if (record.type === 'note') why = whyOf[record.note]
    if (record.type === 'sample') {
      calls += 1
      elapsedMs = Math.max(elapsedMs, record.endedMs ?? record.dueMs)
    }
  }
  const planned = countCalls(plan, shard ?? undefined)
  return {
    endedEarly: state === 'finished' ? null : (why ?? 'interrupted'),
    notBegun: planned === null ? null : planned - calls,
    elapsedMs: wallMs ?? elapsedMs,
  }
}

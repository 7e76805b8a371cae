import type { RunNote } from '../../bench/sample.ts'
import { countCalls } from '../../harness/bench/arrivals.ts'
import type { EndedEarly } from '../../harness/bench/benchReport.ts'
import { runNamed } from '../../harness/bench/store/findRun.ts'
import type { BenchRun } from '../../harness/bench/store/readRun.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import { messages } from '../../messages/index.ts'
import { limitsOf } from '../bench/gates.ts'
import { reportOf } from '../bench/reportOf.ts'
import { exitCodeOfVerdict, tellReport } from '../bench/tellReport.ts'
import type { Command } from '../commands.ts'
import { takeInventory } from '../inventory.ts'
import { resultsOf } from '../plan.ts'

/** Makes the reports of a benchmark anew from its history, whatever became of the process that wrote it. */
export const report: Command = {
  grammar: {
    flags: ['reporter', 'add-reporter', 'out', 'json', 'config'],
    words: { atLeast: 0, atMost: 1, wanted: messages.runs.wanted },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const { outPath, reporters } = resultsOf(args.flags, inventory, io.cwd)
    const run = runNamed(args.words[0] ?? 'latest', outPath, io.cwd)
    const limits = limitsOf(run.manifest.limits, 'run.json')
    const made = reportOf(run, { limits, ...endOf(run), truth: null })
    writeArtifacts(run.folder, made, reporters)
    tellReport(made, { folder: run.folder, aside: [] }, args, io)
    return exitCodeOfVerdict[made.verdict]
  },
}

const whyOf: Readonly<Record<RunNote['note'], EndedEarly | null>> = {
  interrupted: 'interrupted',
  'budget-reached': 'max-cost',
  'limit-reached': 'max-requests',
  resumed: null,
}

/** How a run ended, as far as it is written down: a process that was killed could not say so. */
function endOf(run: BenchRun) {
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

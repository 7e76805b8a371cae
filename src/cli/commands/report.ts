import { runIn } from '../../harness/bench/compare/comparedRun.ts'
import { benchRunIn, folderNamed } from '../../harness/bench/store/findRun.ts'
import { readReport } from '../../harness/readReport.ts'
import type { Report } from '../../harness/report.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import type { Scenario } from '../../scenarios/index.ts'
import { limitsOf } from '../bench/gates.ts'
import { reportOf } from '../bench/reportOf.ts'
import type { Command } from '../commands.ts'
import { takeInventory } from '../inventory.ts'
import { resultsOf } from '../plan.ts'
import { endOfRun } from '../report/endOfRun.ts'
import { formatsOf } from '../report/formats.ts'
import { tellCall } from '../report/tellCall.ts'
import { tellAgain } from '../report/tellAgain.ts'

/** Makes the reports of a run anew, from its folder alone: of a benchmark from its history, whatever became of the process. */
export const report: Command = {
  grammar: {
    flags: ['format', 'call', 'out', 'json', 'config'],
    words: { atLeast: 0, atMost: 1 },
  },
  run: async (args, io) => {
    const inventory = await takeInventory(args, io)
    const { outPath, reporters } = resultsOf(args.flags, inventory, io.cwd)
    const formats = formatsOf(args.flags.format, inventory.reporters)
    const folder = folderNamed(args.words[0] ?? 'latest', outPath, io.cwd)
    const { call } = args.flags
    if (call !== undefined) return tellCall(benchRunIn(folder), folder, call, io)
    const made = await reportIn(folder, inventory.scenarios)
    const notDrawn = writeArtifacts(
      folder,
      made,
      formats ?? reporters,
      made.bench === undefined ? undefined : runIn(folder, io.cwd),
    )
    return tellAgain(made, { folder, formats: formats ?? [], notDrawn }, args, io)
  },
}

async function reportIn(folder: string, scenarios: readonly Scenario[]): Promise<Report> {
  const run = benchRunIn(folder)
  if (run === undefined) return readReport(folder)
  const limits = limitsOf(run.manifest.limits, 'run.json')
  const scenario = scenarios.find(({ name }) => name === run.manifest.plan.scenario) ?? null
  return reportOf(run, { limits, ...endOfRun(run), truth: null, scenario })
}

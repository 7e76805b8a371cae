import type { Report, RunReport } from '../harness/report.ts'
import { groupLine, progressLine, scenarioLine } from './console/scenarioLines.ts'
import { stories } from './console/stories.ts'
import { summary, worldLines } from './console/summary.ts'
import { Terminal, type ConsoleOptions } from './console/terminal.ts'
import { tallyOf } from './digest.ts'

export type { ConsoleOptions }

/** Talks while the runs go on, and sums up when they are over. */
export interface ConsoleReporter {
  /** `done` runs of `total` are over, this one the latest. */
  runFinished(run: RunReport, done: number, total: number): void
  /** `where` the page lies, if one was written. */
  finished(report: Report, where: string | undefined): void
}

export function createConsoleReporter(options: ConsoleOptions): ConsoleReporter {
  const terminal = new Terminal(options)
  let group: string | undefined
  return {
    runFinished: (run, done, total) => {
      const runsGroup = JSON.stringify([run.target, run.world])
      if (runsGroup !== group) {
        if (group !== undefined) terminal.line()
        groupLine(terminal, run)
        group = runsGroup
      }
      scenarioLine(terminal, run)
      if (done < total) progressLine(terminal, done, total)
    },
    finished: (report, where) => {
      const tally = tallyOf(report.runs)
      terminal.line()
      stories(terminal, report.runs, tally.single)
      worldLines(terminal, report.runs)
      summary(terminal, report, tally, where)
    },
  }
}

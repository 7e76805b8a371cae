import { join } from 'node:path'
import type { Report, Reporter } from '../../harness/report.ts'
import { planPage } from '../../reporters/console/planPage.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { createConsoleReporter } from '../../reporters/index.ts'
import { messages } from '../../messages/index.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import { tellReport } from '../bench/tellReport.ts'
import type { Arguments } from '../commandLine.ts'
import { exitCodeOf, type ExitCode } from '../exitCodes.ts'
import { tellGithub } from '../github.ts'
import { looksOf, type Io } from '../io.ts'
import { shortest, talkOf } from '../playAndReport.ts'
import { jsonOf } from '../results.ts'

/** Formats that nobody reads on a terminal. */
const opened: ReadonlySet<string> = new Set(['html', 'png'])

interface Told {
  readonly folder: string
  /** Those that were asked for by name. */
  readonly formats: readonly Reporter[]
  /** Why some drew nothing, a line each. */
  readonly notDrawn: readonly string[]
}

/**
 * Shows a report that lies in a folder. One format that is asked for alone is what is wanted on stdout, and nothing else is
 * there then; GitHub's goes where its runner looks for it.
 */
export function tellAgain(report: Report, told: Told, args: Arguments, io: Io): ExitCode {
  const { folder, formats, notDrawn } = told
  const [only, ...others] = formats
  if (formats.some(({ name }) => name === 'github')) tellGithub(report, join(folder, 'report.html'), io.out, io)
  else if (only !== undefined && others.length === 0 && !opened.has(only.name)) print(report, only, io)
  else if (report.bench !== undefined) tellReport(report, { folder, aside: notDrawn }, args, io)
  else {
    tellRuns(report, folder, args, io)
    for (const line of notDrawn) talkOf(args, io).write(`${inertLine(visible(line))}\n`)
  }
  return exitCodeOf(report)
}

function print(report: Report, format: Reporter, { out, err }: Io): void {
  const artifacts = format.render(report)
  for (const { content } of artifacts) out.write(content)
  if (artifacts.length === 0) err.write(`${messages.outputs.nothing(format.name)}\n`)
}

function tellRuns(report: Report, folder: string, args: Arguments, io: Io): void {
  const talk = talkOf(args, io)
  const reporter = createConsoleReporter({ write: (text) => talk.write(text), ...looksOf(talk, io.env) })
  const { runs, plan } = report
  if (plan !== undefined) {
    planPage(new Terminal({ write: (text) => talk.write(text), ...looksOf(talk, io.env) }), plan, report.verdict)
    if (args.flags.json === true) io.out.write(jsonOf(report))
    return
  }
  // All at once: nobody waits for a line that says how far it is.
  for (const run of runs) reporter.runFinished(run, runs.length, runs.length)
  reporter.finished(report, visible(shortest(folder, io.cwd)))
  if (args.flags.json === true) io.out.write(jsonOf(report))
}

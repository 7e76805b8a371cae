import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { benchPage } from '../../reporters/console/benchPage.ts'
import { Terminal } from '../../reporters/console/terminal.ts'
import { inertLine, visible } from '../../reporters/harmless.ts'
import type { Arguments } from '../commandLine.ts'
import { exitCodes, type ExitCode } from '../exitCodes.ts'
import { looksOf, type Io } from '../io.ts'
import { shortest, talkOf } from '../playAndReport.ts'
import { jsonOf } from '../results.ts'

const words = messages.benchReport

export const exitCodeOfVerdict: Readonly<Record<Report['verdict'], ExitCode>> = {
  held: exitCodes.held,
  broke: exitCodes.broke,
  'no-verdict': exitCodes.noVerdict,
}

/** Shows the report of a benchmark, and says where it lies and what to do next. */
export function tellReport(
  report: Report,
  { folder, aside }: { readonly folder: string; readonly aside: readonly string[] },
  args: Arguments,
  io: Io,
): void {
  const bench = report.bench!
  const talk = talkOf(args, io)
  const terminal = new Terminal({ write: (text) => talk.write(text), ...looksOf(talk, io.env) })
  benchPage(terminal, bench, report.verdict)
  for (const line of aside) terminal.line(inertLine(visible(line)))
  if (bench.skippedLines > 0) terminal.line(words.skipped(bench.skippedLines))
  const where = visible(shortest(folder, io.cwd))
  terminal.line(words.report(where))
  if (bench.endedEarly !== null) terminal.line(words.goOn(where))
  if (args.flags.json === true) io.out.write(jsonOf(report))
}

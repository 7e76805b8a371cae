import type { Report } from '../../../src/harness/report.ts'
import { benchPage } from '../../../src/reporters/console/benchPage.ts'
import { planPage } from '../../../src/reporters/console/planPage.ts'
import { Terminal } from '../../../src/reporters/console/terminal.ts'
import { createConsoleReporter, reporters } from '../../../src/reporters/index.ts'
import { stepOutputs } from '../../../src/reporters/github/stepOutputs.ts'
import { readStrictly, shapeOf } from '../strictMarkup.ts'
import { readCommands } from '../runnerCommands.ts'
import { steering } from '../steering.ts'
import { isFormula, readCsv } from './readCsv.ts'
import { readHtml } from './readHtml.ts'
import { readLogfmt } from './readLogfmt.ts'
import { readMarkdown } from './readMarkdown.ts'
import { readOutputs } from './readOutputs.ts'

/** A place where a report comes out: how it is written, and its shape as a parser of that language reads it back. */
interface Outlet {
  readonly write: (report: Report) => string
  /** Throws for what must never stand there. */
  readonly read: (written: string) => readonly string[]
}

const first = (name: keyof typeof reporters) => (report: Report) => reporters[name].render(report)[0]!.content

export const outlets: Readonly<Record<string, Outlet>> = {
  'HTML and SVG': { write: first('html'), read: readHtml },
  JUnit: { write: first('junit'), read: (written) => shapeOf(readStrictly(written, 'xml')) },
  CSV: { write: first('csv'), read: csvShape },
  Markdown: { write: first('markdown'), read: readMarkdown },
  'job summary': { write: (report) => reporters.github.render(report)[1]!.content, read: readMarkdown },
  annotations: { write: (report) => reporters.github.render(report)[0]!.content, read: commandShape },
  'step outputs': {
    write: (report) => stepOutputs(report, report.command),
    read: (written) => readOutputs(written).map(([name, value]) => (name === 'report' ? name : `${name}=${value}`)),
  },
  text: { write: first('text'), read: (written) => readLogfmt(harmless(written)) },
  terminal: { write: onTerminal, read: (written) => inert(harmless(written)) },
}

function csvShape(written: string): string[] {
  const rows = readCsv(harmless(written.replaceAll('\r\n', '\n')).replaceAll('\n', '\r\n'))
  const formula = rows.flat().find(isFormula)
  if (formula !== undefined) throw new Error(`a formula: ${formula}`)
  return rows.map((row) => `${row.length} ${row[0]}`)
}

function commandShape(written: string): string[] {
  const lines = harmless(written)
    .split('\n')
    .filter((line) => line !== '')
  const commands = readCommands(written)
  if (commands.length !== lines.length) throw new Error(`${lines.length} lines, ${commands.length} commands`)
  // A title ends with a word of ours: one that was cut off has lost it.
  return commands.map(({ command, properties }) =>
    [command, ...Object.keys(properties), properties['title']?.split(': ').at(-1)].join(' '),
  )
}

function harmless(written: string): string {
  const found = steering.exec(written)
  if (found !== null)
    throw new Error(`steers: ${JSON.stringify(written.slice(Math.max(0, found.index - 30), found.index + 30))}`)
  return written
}

/** Nothing that a CI server would obey; the lines themselves are wrapped as they are long. */
function inert(written: string): string[] {
  const [command] = readCommands(written)
  if (command !== undefined) throw new Error(`a command: ${command.command}`)
  if (/##(?:vso|teamcity)\[/.test(written)) throw new Error('a command of another CI server')
  return []
}

function onTerminal(report: Report): string {
  let text = ''
  const looks = { write: (part: string) => (text += part), isTTY: false, columns: 80, colour: false }
  if (report.bench !== undefined) benchPage(new Terminal(looks), report.bench, report.verdict)
  else if (report.plan !== undefined) planPage(new Terminal(looks), report.plan, report.verdict)
  else {
    const reporter = createConsoleReporter(looks)
    report.runs.forEach((run, index) => reporter.runFinished(run, index + 1, report.runs.length))
    reporter.finished(report, report.command)
  }
  return text
}

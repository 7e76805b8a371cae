import type { Report } from '../../../src/harness/report.ts'
import { benchPage } from '../../../src/reporters/console/benchPage.ts'
import { planPage } from '../../../src/reporters/console/planPage.ts'
import { Terminal } from '../../../src/reporters/console/terminal.ts'
import { createConsoleReporter, reporters } from '../../../src/reporters/index.ts'
import { stepOutputs } from '../../../src/reporters/github/stepOutputs.ts'
import { readStrictly, shapeOf } from '../strictMarkup.ts'
import { readCommands } from '../runnerCommands.ts'
import type { Outlets } from './outlet.ts'
import { drawnTexts } from './drawnTexts.ts'
import { harmless, inert } from './harmless.ts'
import { isFormula, readCsv } from './readCsv.ts'
import { readHtml } from './readHtml.ts'
import { readLogfmt } from './readLogfmt.ts'
import { readMarkdown } from './readMarkdown.ts'
import { readOutputs } from './readOutputs.ts'
import { readPictureTexts } from './readPictureTexts.ts'
import { readTrace } from './readTrace.ts'

const first = (name: keyof typeof reporters) => (report: Report) => reporters[name].render(report)[0]?.content ?? ''

export const reportOutlets: Outlets<Report> = {
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
  terminal: { write: onTerminal, read: inert },
  trace: { write: first('trace'), read: readTrace },
  PNG: { write: (report) => JSON.stringify(drawnTexts(report)), read: readPictureTexts },
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

import type { RunReport, RunVerdict } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { cellStyles } from './cellLines.ts'
import { cutTo, fit } from './layout.ts'
import type { Style, Terminal } from './terminal.ts'

const words = messages.console
const { number } = messages.format

/** The columns of a scenario's line; together they leave one of 80 free. */
const widths = { family: 15, scenario: 35, verdict: 10, calls: 7, attempts: 10 }
const width = 2 + Object.values(widths).reduce((sum, column) => sum + column)
/** Less than this of a requirement says nothing. */
const shortestRequirement = 30

const styles: Record<RunVerdict, Style> = {
  held: 'green',
  broke: 'red',
  'no-verdict': 'yellow',
  refused: 'dim',
  'left-out': 'dim',
  crashed: 'red',
}

export function groupLine(terminal: Terminal, { target, world }: RunReport): void {
  const name = fit(words.place(visible(target), messages.worlds[world]), width - widths.calls - widths.attempts)
  const columns = words.columns.calls.padStart(widths.calls) + words.columns.attempts.padStart(widths.attempts)
  terminal.line(terminal.paint('bold', name) + terminal.paint('dim', columns))
}

export function scenarioLine(terminal: Terminal, run: RunReport): void {
  const { family, scenario, verdict, calls, attempts, requirement, cell } = run
  const played = verdict !== 'refused' && verdict !== 'left-out'
  const word = cell === undefined ? words.verdict[verdict] : messages.cells.word[cell.verdict]
  const style = cell === undefined ? styles[verdict] : cellStyles[cell.verdict]
  const name = `  ${fit(visible(family), widths.family - 1)} ${fit(visible(scenario), widths.scenario - 1)} `
  if (!played) {
    terminal.line(name + terminal.paint(style, word))
    return
  }
  const counts = number(calls).padStart(widths.calls) + number(attempts).padStart(widths.attempts)
  const room = terminal.columns - width - 2
  const asks = room < shortestRequirement ? '' : `  ${terminal.paint('dim', cutTo(visible(requirement), room))}`
  terminal.line(name + terminal.paint(style, fit(word, widths.verdict)) + counts + asks)
}

export function progressLine(terminal: Terminal, done: number, total: number): void {
  const filled = Math.round((done / Math.max(1, total)) * 20)
  terminal.status(`  ${'#'.repeat(filled)}${'-'.repeat(20 - filled)} ${words.progress(done, total)}`)
}

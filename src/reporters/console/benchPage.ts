import type { GateResult } from '../../bench/gates/judgeGates.ts'
import type { SeriesSummary } from '../../bench/metrics/benchSummary.ts'
import type { BenchReport } from '../../harness/bench/benchReport.ts'
import type { Report } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { comparisonRows, type ComparisonRow } from '../bench/comparisonTable.ts'
import { gateText } from '../bench/gateText.ts'
import { visible } from '../harmless.ts'
import { fit } from './layout.ts'
import type { Style, Terminal } from './terminal.ts'

const words = messages.benchReport

/** Of the terminal's width: what the name of a row takes, and a model's column at least. */
const labelWidth = 18
const columnWidth = 20
const mostErrors = 5

const styles: Record<Report['verdict'], Style> = { held: 'green', broke: 'red', 'no-verdict': 'yellow' }

/** What a benchmark found, models beside each other; as many beside each other as the terminal is wide. */
export function benchPage(terminal: Terminal, bench: BenchReport, verdict: Report['verdict']): void {
  const { summary } = bench
  const rows = comparisonRows(summary)
  const beside = Math.max(1, Math.floor((terminal.columns - labelWidth) / columnWidth))
  for (let from = 0; from < summary.series.length; from += beside) {
    columns(terminal, summary.series.slice(from, from + beside), rows, from)
    terminal.line()
  }
  if (summary.series.length > 0) terminal.paragraph(words.countsFrom, 0, 'dim')
  errors(terminal, summary.series)
  lights(terminal, bench)
  gates(terminal, bench)
  terminal.paragraph(visible(bench.sentence), 0, styles[verdict])
}

function columns(
  terminal: Terminal,
  series: readonly SeriesSummary[],
  rows: readonly ComparisonRow[],
  from: number,
): void {
  const width = Math.floor((terminal.columns - labelWidth) / series.length)
  const cell = (text: string) => fit(text, Math.min(width, 30))
  terminal.line(
    terminal.paint(
      'bold',
      `${' '.repeat(labelWidth)}${series.map(({ series: name }) => cell(visible(name ?? ''))).join(' ')}`,
    ),
  )
  let group = ''
  for (const row of rows) {
    const name = row.group === group ? '' : row.group
    group = row.group
    const label = `${fit(name, labelWidth - 4)}${fit(row.label, 4)}`
    terminal.line(
      `${terminal.paint('dim', label)}${row.cells
        .slice(from, from + series.length)
        .map(cell)
        .join(' ')}`,
    )
  }
}

function errors(terminal: Terminal, series: readonly SeriesSummary[]): void {
  const rows = series.flatMap(({ series: name, errors: of }) => of.map((row) => ({ ...row, name: name ?? '' })))
  if (rows.length === 0) return
  terminal.line()
  terminal.line(words.errors)
  for (const { errorClass, reason, status, count, name, call, firstMs, lastMs } of rows
    .toSorted((one, other) => other.count - one.count)
    .slice(0, mostErrors)) {
    const what = [errorClass ?? words.noClass, reason, status].filter((part) => part !== null).join(' ')
    terminal.paragraph(`  ${visible(words.error(what, count, name, call, firstMs, lastMs))}`, 4)
  }
  if (rows.length > mostErrors) terminal.line(`  ${words.moreErrors(rows.length - mostErrors)}`)
}

/** Those that are not green: a red one taints every figure. */
function lights(terminal: Terminal, { summary }: BenchReport): void {
  const told = summary.lights.filter(({ state }) => state === 'red' || state === 'amber')
  if (told.length === 0) return
  terminal.line()
  for (const { state, text } of told)
    terminal.paragraph(
      `${words.light[state as 'red' | 'amber']} ${visible(text)}`,
      6,
      state === 'red' ? 'red' : 'yellow',
    )
}

const gateStyles: Record<GateResult['verdict'], Style> = { passed: 'green', failed: 'red', 'no-verdict': 'yellow' }

function gates(terminal: Terminal, { gates: of }: BenchReport): void {
  terminal.line()
  for (const result of of)
    terminal.paragraph(
      `${terminal.paint(gateStyles[result.verdict], words.gate[result.verdict])} ${gateText(result)}`,
      5,
    )
  if (of.length > 0) terminal.line()
}

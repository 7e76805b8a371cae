import { coverageSummary } from '../../harness/explore/coverage/coverageSummary.ts'
import { wasJudged, type ExploredTarget, type FoundDay } from '../../harness/explored/exploredTarget.ts'
import { messages } from '../../messages/index.ts'
import { visible } from '../harmless.ts'
import { cutTo } from './layout.ts'
import type { Terminal } from './terminal.ts'

const words = messages.explore

/** What one target's exploration came to: the rules that broke with the smallest day for each. */
export function exploredHead(terminal: Terminal, explored: ExploredTarget): void {
  const { target, found, cases } = explored
  const name = visible(target)
  if (found.length === 0) {
    const isJudged = wasJudged(explored)
    const text = isJudged ? words.head(name, 0, cases) : words.nothing(name)
    terminal.paragraph(text, 0, isJudged ? 'green' : 'yellow')
    return
  }
  terminal.paragraph(words.head(name, found.length, cases), 0, 'red')
  terminal.line()
  table(terminal, found)
  terminal.line()
}

/** How much was looked at, and what was never met: nothing that was not met was found, either. */
export function lookedAt(
  terminal: Terminal,
  { cases, calls, attempts, coverage, runs }: ExploredTarget,
  ms: number,
): void {
  if (cases < runs) terminal.paragraph(words.partial(cases, runs), 0, 'yellow')
  terminal.paragraph(words.effort(cases, calls, attempts, ms), 0)
  for (const text of coverageSummary(coverage)) terminal.paragraph(`  ${visible(text)}`, 4, 'dim')
}

function table(terminal: Terminal, found: readonly FoundDay[]): void {
  const { columns } = words
  const rows = found.map(({ invariant, name, afterCases, rulesBefore, rules }) => [
    visible(invariant),
    name,
    words.nth(afterCases),
    words.shrunk(rulesBefore, rules),
  ])
  const all = [[columns.rule, columns.day, columns.first, columns.rules], ...rows]
  const widths = all[0]!.map((_, column) => Math.max(...all.map((row) => row[column]!.length)))
  all.forEach((row, index) => {
    const line = `  ${row.map((cell, column) => cell.padEnd(widths[column]!)).join('  ')}`.trimEnd()
    terminal.line(index === 0 ? terminal.paint('dim', line) : cutTo(line, terminal.columns))
  })
}

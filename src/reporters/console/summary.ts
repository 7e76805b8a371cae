import type { Report, RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { hasCell } from '../cells.ts'
import { groupBy, notPlayed, type Tally, tallyOf } from '../digest.ts'
import { visible } from '../harmless.ts'
import { cellSum, notedOf, unknownCells } from './cellLines.ts'
import type { Style, Terminal } from './terminal.ts'

const words = messages.console

const styles: Record<Report['verdict'], Style> = { held: 'green', broke: 'red', 'no-verdict': 'yellow' }

/** What each world played and what it would not play, and why. */
export function worldLines(terminal: Terminal, runs: readonly RunReport[]): void {
  const worlds = groupBy(runs, ({ world }) => world)
  notedOf(terminal, runs)
  if (runs.some(hasCell)) return unknownCells(terminal, runs)
  if (worlds.size < 2 && notPlayed(runs).length === 0) return
  for (const [world, ofWorld] of worlds) {
    const { played, refused, leftOut } = tallyOf(ofWorld)
    terminal.line(words.world(world, played, refused, leftOut))
    for (const { reason, scenarios } of notPlayed(ofWorld)) {
      terminal.paragraph(
        `  ${[...new Set(scenarios)].map(visible).join(', ')}: ${visible(reason ?? words.noReason)}`,
        4,
        'dim',
      )
    }
  }
  terminal.line()
}

export function summary(terminal: Terminal, report: Report, tally: Tally, where: string | undefined): void {
  terminal.paragraph(cellSum(report.runs) ?? words.verdictSentence(tally), 0, styles[report.verdict])
  terminal.paragraph(words.effort(tally, report.wallMs), 0)
  if (where !== undefined) terminal.line(words.report(visible(where)))
}

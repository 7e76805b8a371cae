import type { RunReport } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { countCells, hasCell, type CellVerdict } from '../cells.ts'
import { groupBy } from '../digest.ts'
import { visible } from '../harmless.ts'
import type { Style, Terminal } from './terminal.ts'

const words = messages.cells

export const cellStyles: Record<CellVerdict, Style> = {
  pass: 'green',
  'non-strict': 'yellow',
  fail: 'red',
  hang: 'red',
  unknown: 'dim',
}

/** Reasons for unknown that are told; the report has all of them. */
const reasonsAtMost = 12
const longestReason = 300

/** What could not be decided, and why: it must not look like a pass. */
export function unknownCells(terminal: Terminal, runs: readonly RunReport[]): void {
  const unknown = runs.filter(hasCell).filter(({ cell }) => cell.verdict === 'unknown')
  if (unknown.length === 0) return
  const reasons = [...groupBy(unknown, ({ cell }) => cell.reason ?? '')]
  for (const [reason, ofReason] of reasons.slice(0, reasonsAtMost)) {
    const scenarios = [...new Set(ofReason.map(({ scenario }) => visible(scenario)))]
    terminal.paragraph(`  ${words.unknownBecause(visible(reason).slice(0, longestReason), scenarios)}`, 4, 'dim')
  }
  if (reasons.length > reasonsAtMost) terminal.line(`  ${words.moreReasons(reasons.length - reasonsAtMost)}`)
  terminal.line()
}

/** What programs did beside their calls, each thing once: how often it was counted makes no other thing of it. */
export function notedOf(terminal: Terminal, runs: readonly RunReport[]): void {
  const noted = runs.flatMap(({ scenario, notes = [] }) => notes.map((note) => ({ scenario, note })))
  const byNote = [...groupBy(noted, ({ note }) => note)]
  for (const [note, ofNote] of byNote.slice(0, reasonsAtMost)) {
    const scenarios = [...new Set(ofNote.map(({ scenario }) => visible(scenario)))]
    terminal.paragraph(`  ${words.noted(scenarios, visible(note).slice(0, longestReason))}`, 4, 'yellow')
  }
  if (byNote.length > 0) terminal.line()
}

/** How many cells of each verdict; undefined where no run has one. */
export function cellSum(runs: readonly RunReport[]): string | undefined {
  const counts = countCells(runs)
  return counts === undefined ? undefined : words.headline(counts)
}

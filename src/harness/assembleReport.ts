import type { Cell } from './conformance/cellOf.ts'
import type { Report, RunReport } from './report.ts'

/** What a report says beside its runs. */
export interface ReportFacts extends Pick<Report, 'command' | 'startedAt' | 'wallMs' | 'seed'> {
  readonly version: string
  readonly commit: string | null
  readonly interrupted?: boolean
}

export function assembleReport(facts: ReportFacts, runs: readonly RunReport[]): Report {
  const { version, commit, command, startedAt, wallMs, seed, interrupted = false } = facts
  return {
    schema: 'brownout/report/1',
    tool: { name: 'brownout', version, commit, node: process.version },
    command,
    startedAt,
    wallMs,
    seed,
    verdict: verdictOf(runs, interrupted),
    runs,
  }
}

/** One broken run breaks the whole; nothing is said to hold that was not played to its end. */
function verdictOf(runs: readonly RunReport[], interrupted: boolean): Report['verdict'] {
  const cells = runs.flatMap(({ cell }) => (cell === undefined ? [] : [cell.verdict]))
  if (cells.length > 0) return verdictOfCells(new Set(cells), interrupted)
  const ended = (verdict: RunReport['verdict']) => runs.some((run) => run.verdict === verdict)
  if (ended('broke')) return 'broke'
  if (interrupted || ended('no-verdict') || ended('crashed') || !ended('held')) return 'no-verdict'
  return 'held'
}

/** A table has unknown cells, and they are nobody's fault; one without any other says nothing. */
function verdictOfCells(cells: ReadonlySet<Cell['verdict']>, interrupted: boolean): Report['verdict'] {
  if (cells.has('fail') || cells.has('hang')) return 'broke'
  return interrupted || (!cells.has('pass') && !cells.has('non-strict')) ? 'no-verdict' : 'held'
}

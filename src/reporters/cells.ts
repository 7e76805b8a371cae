import type { Cell } from '../harness/conformance/cellOf.ts'
import type { RunReport, RunVerdict } from '../harness/report.ts'

export type CellVerdict = Cell['verdict']

/** In the order in which a reader looks at them. */
export const cellVerdicts: readonly CellVerdict[] = ['pass', 'non-strict', 'fail', 'hang', 'unknown']

/** A run that has a cell. */
export type CellRun = RunReport & { readonly cell: Cell }

export function hasCell(run: RunReport): run is CellRun {
  return run.cell !== undefined
}

/** How a run counts where runs are counted: by its cell, if it has one. */
export function endingOf({ verdict, cell }: Pick<RunReport, 'verdict' | 'cell'>): RunVerdict {
  if (cell === undefined) return verdict
  if (cell.verdict === 'fail' || cell.verdict === 'hang') return 'broke'
  if (cell.verdict !== 'unknown') return 'held'
  return verdict === 'refused' || verdict === 'left-out' || verdict === 'crashed' ? verdict : 'no-verdict'
}

/** Whether what broke in it is told in full, with its timeline. */
export function isTold(run: RunReport): boolean {
  if (!hasCell(run)) return run.verdict === 'broke'
  return run.cell.verdict === 'fail' || run.cell.verdict === 'hang' || run.cell.verdict === 'non-strict'
}

/** How many cells there are of each verdict; undefined where no run has a cell. */
export function countCells(runs: readonly RunReport[]): Record<CellVerdict, number> | undefined {
  const found = runs.filter(hasCell)
  if (found.length === 0) return undefined
  const counts = { pass: 0, 'non-strict': 0, fail: 0, hang: 0, unknown: 0 }
  for (const { cell } of found) counts[cell.verdict] += 1
  return counts
}

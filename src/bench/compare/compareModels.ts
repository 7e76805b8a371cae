import type { SampleTable } from '../metrics/sampleTable.ts'
import { findingsOf, type CompareOptions } from './compareTables.ts'
import type { Finding } from './finding.ts'
import { matchedRows } from './pairedRows.ts'

/** A change is none within a tenth, unless somebody asked otherwise. */
export const defaultMargin = 0.1

/** The models of one run against the first of them: plain JSON. */
export interface ModelComparison {
  /** What `before` is of each finding. */
  readonly baseline: string
  readonly margin: number
  /** `series`: the model that is compared; `after` is its own. */
  readonly findings: readonly Finding[]
}

/**
 * The models of a run, in their order, against the first, paired by prompt: they ask the same prompt within seconds of each
 * other, so that what the prompt and the network have in common is taken out. Null where fewer than two were called.
 */
export function compareModels(
  table: SampleTable,
  models: readonly string[],
  options: Omit<CompareOptions, 'isSamePlan'>,
): ModelComparison | null {
  const [baseline, ...others] = models.filter((model) => table.series.list.includes(model))
  if (baseline === undefined || others.length === 0) return null
  const keyOf = (row: number) => table.pairAt(row)
  const first = { rows: table.rowsOf(baseline), keyOf }
  const sides = others.map((series) => ({
    series,
    rows: matchedRows(first, { rows: table.rowsOf(series), keyOf }),
    before: table,
    after: table,
  }))
  return { baseline, margin: options.margin, findings: findingsOf(sides, options) }
}

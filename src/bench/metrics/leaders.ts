import { numberOf } from '../figure.ts'
import type { Reading, SeriesSummary } from './benchSummary.ts'
import type { MetricName } from './index.ts'

/** Who has the least of a metric, and how much that is. */
export interface Leaders {
  /** The least first; behind it those whose 95 % interval reaches as far down as its own reaches up. */
  readonly series: readonly string[]
  readonly least: Reading
}

/**
 * The series that lead where less is better. Null where nobody leads: one was not measured well enough to tell, or none can be
 * told from the others.
 */
export function leadersIn(series: readonly SeriesSummary[], metric: MetricName): Leaders | null {
  const rows = series.map(({ series: name, metrics }) => ({ name: name ?? '', reading: metrics[metric] }))
  if (rows.some(({ reading }) => !isTold(reading))) return null
  const ranked = rows.toSorted((one, other) => middle(one.reading) - middle(other.reading))
  const least = ranked[0]
  if (least === undefined) return null
  const reach = end(least.reading, 1)
  const leading = ranked.filter((row) => row === least || end(row.reading, 0) <= reach)
  if (leading.length === ranked.length) return null
  return { series: leading.map(({ name }) => name), least: least.reading }
}

function isTold({ state, value }: Reading): boolean {
  return state === 'measured' && value !== null && value !== 'Infinity'
}

function middle({ value }: Reading): number {
  return numberOf(value!)
}

/** Of an exact figure both ends are the figure itself. */
function end(reading: Reading, which: 0 | 1): number {
  return reading.interval === null ? middle(reading) : numberOf(reading.interval[which])
}

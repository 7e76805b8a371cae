import type { BenchRecord } from '../../../bench/sample.ts'

export interface ExactDifference {
  /** Calls of the longer run. */
  readonly records: number
  /** Those that are not the same in both, byte for byte. */
  readonly differing: number
  /** The first call that differs, and its records as they stand; null where one run has none. */
  readonly first: { readonly call: number; readonly before: string | null; readonly after: string | null } | null
}

/**
 * In virtual time nothing is noise: the same plan gives the same bytes, or something was changed. Calls are held against each
 * other, whatever the order in which they stand: merged runs are sorted, others are as they came.
 */
export function exactDifference(before: Iterable<BenchRecord>, after: Iterable<BenchRecord>): ExactDifference {
  const [was, is] = [linesByCall(before), linesByCall(after)]
  const differing = [...new Set([...was.keys(), ...is.keys()])].filter((call) => was.get(call) !== is.get(call))
  const call = differing.reduce((least, one) => Math.min(least, one), Infinity)
  return {
    records: Math.max(was.size, is.size),
    differing: differing.length,
    first: differing.length === 0 ? null : { call, before: was.get(call) ?? null, after: is.get(call) ?? null },
  }
}

function linesByCall(records: Iterable<BenchRecord>): Map<number, string> {
  const lines = new Map<number, string>()
  for (const record of records) if (record.type === 'sample') lines.set(record.call, JSON.stringify(record))
  return lines
}

import type { BenchRecord } from '../../../bench/sample.ts'

export interface ExactDifference {
  /** Records of the longer run. */
  readonly records: number
  /** Those that are not the same in both, byte for byte. */
  readonly differing: number
  /** The first of them: its place from 1, and both as they stand; null where one run has ended. */
  readonly first: { readonly record: number; readonly before: string | null; readonly after: string | null } | null
}

/** In virtual time nothing is noise: the same plan gives the same bytes, or something was changed. */
export function exactDifference(before: Iterable<BenchRecord>, after: Iterable<BenchRecord>): ExactDifference {
  const [one, other] = [before[Symbol.iterator](), after[Symbol.iterator]()]
  let [records, differing] = [0, 0]
  let first: ExactDifference['first'] = null
  for (;;) {
    const [from, to] = [one.next(), other.next()]
    if (from.done === true && to.done === true) return { records, differing, first }
    records += 1
    const [was, is] = [lineOf(from), lineOf(to)]
    if (was === is) continue
    differing += 1
    first ??= { record: records, before: was, after: is }
  }
}

function lineOf(next: IteratorResult<BenchRecord>): string | null {
  return next.done === true ? null : JSON.stringify(next.value)
}

import type { RunReport } from '../harness/report.ts'
import { brokenRules } from './digest.ts'
import { momentsOf } from './timeline/moments.ts'
import { CallNames, wordsFor } from './timeline/momentWords.ts'

export { shortened } from './timeline/shortened.ts'

/** One moment of a run in words. */
export interface TimelineRow {
  /** Ms since the run began. */
  readonly atMs: number
  /** Whose doing it is: the client's with its caller, or the upstream's. */
  readonly lane: 'client' | 'upstream'
  /** Something travels: `out` from the client to the upstream, `in` back. */
  readonly arrow: 'out' | 'in' | null
  readonly call: number | null
  readonly text: string
  /** The broken rules that this moment proves. */
  readonly proves: readonly string[]
  /** Of these, the rules that were broken with this moment: it is the last that proves their first breach. */
  readonly breaks: readonly string[]
  /** Events of the run that stand between the row before and this one, and are not shown. */
  readonly leftOutBefore: number
}

/** The story of a run that broke. What is one deed to a reader is one row: a request, an answer, a stretch of pieces. */
export function timelineOf(run: Pick<RunReport, 'excerpt' | 'judged'>): TimelineRow[] {
  const { proofs, breaks } = marksOf(run)
  const calls = new CallNames()
  const rows: TimelineRow[] = []
  let nextSeq = run.excerpt[0]?.seq ?? 0
  for (const events of momentsOf(run.excerpt)) {
    const marks = (of: ReadonlyMap<number, readonly string[]>) => [
      ...new Set(events.flatMap(({ seq }) => of.get(seq) ?? [])),
    ]
    rows.push({
      atMs: events[0]!.at,
      ...wordsFor(events, calls),
      proves: marks(proofs),
      breaks: marks(breaks),
      leftOutBefore: events[0]!.seq - nextSeq,
    })
    nextSeq = events.at(-1)!.seq + 1
  }
  return rows
}

/** By event: the rules that it proves broken, and those that it breaks. */
function marksOf(run: Pick<RunReport, 'judged'>) {
  const proofs = new Map<number, string[]>()
  const breaks = new Map<number, string[]>()
  const mark = (to: Map<number, string[]>, seq: number, rule: string) => to.set(seq, [...(to.get(seq) ?? []), rule])
  for (const { invariant, result } of brokenRules(run)) {
    for (const seq of result.violations.flatMap(({ evidence }) => evidence)) mark(proofs, seq, invariant)
    const first = result.violations[0]?.evidence ?? []
    if (first.length > 0)
      mark(
        breaks,
        first.reduce((last, seq) => Math.max(last, seq)),
        invariant,
      )
  }
  return { proofs, breaks }
}

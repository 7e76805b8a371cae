import { viewOf, type Declared, type HistoryEvent } from '../history/index.ts'
import { judge, type Judgement, type Verdict } from '../invariants/index.ts'
import { withoutPolicy } from './heldTo.ts'

/** What a scenario says of the clients that come; nothing where a script alone is served. */
export interface ServedClients {
  readonly expect: Declared
  readonly instances?: number | undefined
}

/**
 * What can be said of a client of which nothing is known but the wire. Rules about single calls go by the markers in the
 * requests (`[[call:3]]`); without those they stay unknown.
 */
export function judgeServed(
  events: readonly HistoryEvent[],
  { expect, instances = 1 }: ServedClients,
  toleranceMs: number,
): Judgement[] {
  const view = viewOf(withCallStarts(events, instances > 1))
  return judge(view, { declared: withoutPolicy(expect), toleranceMs }, 'wire')
}

/**
 * A call begins for us with its first request. Whose a connection was that failed before any request, only its caller
 * could tell: those events are left out, and with them the rule that would deal them out to calls. Of a fleet each instance
 * is known by its connections: what came over one of them surely came from one.
 */
export function withCallStarts(events: readonly HistoryEvent[], isFleet: boolean): HistoryEvent[] {
  const begun = new Set<number>()
  return events.flatMap((event): HistoryEvent[] => {
    if (event.type === 'connection-failed') return []
    if (event.type !== 'exchange-started' || event.call === null || begun.has(event.call)) return [event]
    const { call, at, seq, stream, connection } = event
    begun.add(call)
    const instance = isFleet ? { instance: connection } : {}
    return [{ type: 'call-started', seq: seq - 0.5, at, call, stream, deadlineMs: null, ...instance }, event]
  })
}

/** One judgement a rule, over several histories: broken if it was broken in any of them, held if it held in any. */
export function mergeJudgements(parts: readonly (readonly Judgement[])[]): Judgement[] {
  const byRule = Map.groupBy(parts.flat(), ({ invariant }) => invariant)
  return [...byRule].map(([invariant, judgements]) => ({
    invariant,
    verdict: merged(judgements.map(({ verdict }) => verdict)),
  }))
}

function merged(verdicts: readonly Verdict[]): Verdict {
  const checked = verdicts.reduce((sum, verdict) => sum + (verdict.verdict === 'unknown' ? 0 : verdict.checked), 0)
  const violations = verdicts.flatMap((verdict) => (verdict.verdict === 'fail' ? verdict.violations : []))
  if (violations.length > 0) return { verdict: 'fail', checked, violations }
  if (checked > 0) return { verdict: 'pass', checked }
  return verdicts[0] ?? { verdict: 'unknown', why: 'nothing was seen' }
}

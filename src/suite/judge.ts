import { withCallStarts } from '../harness/judgeServed.ts'
import { Problem } from '../harness/problem.ts'
import { History, viewOf, type Declared, type HistoryEvent } from '../history/index.ts'
import { inOrder, judgeBy, type Invariant, type Judgement, type Vantage } from '../invariants/index.ts'
import { messages } from '../messages/index.ts'
import { checkEvent } from './history/checkEvent.ts'
import { checkOrder, readHistories } from './history/readHistories.ts'

const words = messages.errors.histories

export interface JudgeOptions {
  /** What was agreed before the run. What is absent here is unknown, not failed. */
  readonly declared?: Declared
  /**
   * By how many ms two witnesses may differ; 50 unless set, as on the sockets of one machine that is not busy. 0 for a
   * text whose run says that it was played on the virtual clock.
   */
  readonly toleranceMs?: number
  /** Attempts may have failed of which the upstream knows nothing: refused, unanswered, without an address. */
  readonly missesConnections?: boolean
}

/** One breach, with the events that prove it. */
export interface ProvenViolation {
  readonly message: string
  /** In the order in which they happened; the last one is the breach itself. */
  readonly evidence: readonly HistoryEvent[]
}

/** What one rule says of a history. */
export interface RuleVerdict {
  readonly rule: string
  /** What a correct client never does, in one sentence, and where that stands. */
  readonly requirement: string
  readonly source: string
  readonly strength: 'must' | 'should'
  /** `unknown`: the history never put it to the test, which is neither a pass nor a failure. */
  readonly verdict: 'pass' | 'fail' | 'unknown'
  /** How often it was put to the test. */
  readonly checked: number
  /** Why it is unknown; null if it is not. */
  readonly why: string | null
  /** Empty unless it failed. */
  readonly violations: readonly ProvenViolation[]
}

/** The rules of the catalogue, in the order of their numbers. */
export const invariants: readonly Invariant[] = inOrder

const socketToleranceMs = 50

/**
 * Holds rules against a recorded history: one verdict a rule, each failure with the events that prove it.
 *
 * `history` is what a run left: a `History`, its events, or the text of a `history.ndjson` that holds one run
 * (`readHistories` reads a file of several). From which side it was written it says itself: without events of the caller
 * (`call-started`) only the wire is judged, and calls are told apart by the markers of their requests. `rules` are those
 * of the catalogue unless given; add your own with `[...invariants, mine]`. Throws a `Problem` for what is no history.
 */
export function judge(
  history: History | readonly HistoryEvent[] | string,
  rules: readonly Invariant[] = invariants,
  { declared = {}, toleranceMs, missesConnections = false }: JudgeOptions = {},
): RuleVerdict[] {
  const { events, isVirtual } = eventsOf(history)
  const vantage = vantageOf(events)
  const view = viewOf(vantage === 'wire' ? withCallStarts(events, false) : events)
  const context = { declared, missesConnections, toleranceMs: toleranceMs ?? (isVirtual ? 0 : socketToleranceMs) }
  const bySeq = new Map(events.map((event) => [event.seq, event]))
  return judgeBy(rules, view, context, vantage).map((judgement) => ruleVerdict(judgement, bySeq))
}

function eventsOf(history: History | readonly HistoryEvent[] | string) {
  if (history instanceof History) return { events: history.events, isVirtual: false }
  if (typeof history === 'string') {
    const runs = readHistories(history)
    if (runs.length !== 1) throw new Problem('usage', words.notOneRun(runs.length))
    return { events: runs[0]!.events, isVirtual: runs[0]!.world === 'virtual' }
  }
  if (!Array.isArray(history)) throw new Problem('usage', words.noHistory(typeof history))
  const events = history.map((event, index) => checkEvent(event, words.event(index)))
  checkOrder(events)
  return { events, isVirtual: false }
}

/** The most that a history can show. */
function vantageOf(events: readonly HistoryEvent[]): Vantage {
  if (events.some(({ type }) => type === 'attempt-started' || type === 'operation-ended')) return 'client'
  return events.some(({ type }) => type === 'call-started') ? 'driver' : 'wire'
}

function ruleVerdict({ invariant, verdict }: Judgement, bySeq: ReadonlyMap<number, HistoryEvent>): RuleVerdict {
  const { name: rule, requirement, source, strength } = invariant
  const violations = verdict.verdict === 'fail' ? verdict.violations : []
  return {
    rule,
    requirement,
    source,
    strength,
    verdict: verdict.verdict,
    checked: verdict.verdict === 'unknown' ? 0 : verdict.checked,
    why: verdict.verdict === 'unknown' ? verdict.why : null,
    violations: violations.map(({ message, evidence }) => ({
      message,
      evidence: evidence.toSorted((a, b) => a - b).flatMap((seq) => bySeq.get(seq) ?? []),
    })),
  }
}

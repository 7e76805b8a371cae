import { viewOf, type HistoryEvent } from '../history/index.ts'
import type { Judgement, JudgingContext } from '../invariants/index.ts'
import type { Scenario } from '../scenarios/scenario.ts'
import type { Target } from '../targets/target.ts'
import { asKnownTo, withKeyPerModel } from './asKnownTo.ts'
import { isOutOfReach } from './heldTo.ts'

interface Case {
  readonly target: Target
  readonly scenario: Scenario
  readonly events: readonly HistoryEvent[]
  readonly context: JudgingContext
}

/** Whether every verdict on the target stands as it is. */
export function owesAll({ notHeldTo, knowsKeys, oneBaseURL }: Target): boolean {
  return notHeldTo === undefined && knowsKeys !== false && oneBaseURL !== true
}

/** One verdict, as far as the target owes what the rule asks. */
export function asOwed(judgement: Judgement, { target, scenario, events, context }: Case): Judgement {
  const { invariant, verdict } = judgement
  const { notHeldTo = {}, knowsKeys } = target
  const why = notHeldTo[invariant.name]
  if (why !== undefined) return { invariant, verdict: { verdict: 'unknown', why } }
  if (invariant.name === 'dead-credential-not-reused' && knowsKeys === false)
    return { invariant, verdict: invariant.check(viewOf(withKeyPerModel(asKnownTo(target, events))), context) }
  // What nobody was held to says that nothing was expected; here it was, and cannot be shown.
  const isUnseen = invariant.name === 'answers-as-expected' && verdict.verdict === 'unknown'
  if (isUnseen && isOutOfReach(target, scenario)) return { invariant, verdict: { verdict: 'unknown', why: outOfReach } }
  return judgement
}

const outOfReach = 'other endpoints of this chain have a base URL or a key of their own, and the client knows one'

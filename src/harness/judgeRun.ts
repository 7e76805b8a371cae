import { viewOf, type HistoryEvent, type HistoryView } from '../history/index.ts'
import { inOneShape, judge, type Invariant, type Judgement, type Vantage } from '../invariants/index.ts'
import { asKnownTo } from './asKnownTo.ts'
import { asOwed, owesAll } from './asOwed.ts'
import { dayInWords } from './day/dayInWords.ts'
import { excerptOf } from './excerpt.ts'
import { heldTo } from './heldTo.ts'
import type { JudgedInvariant, RunReport, RunVerdict } from './report.ts'
import { isInTokens, tokenOf } from './token.ts'
import { hasUnseenConnections } from './unseenConnections.ts'
import type { Played, RunPlan, World } from './world.ts'

/** Reads a played history through every invariant and says how the run ended. */
export function judgeRun(
  plan: RunPlan,
  world: World,
  played: Played,
  madeBy: string,
  own: readonly Invariant[] = [],
): RunReport {
  const { target, scenario, seed } = plan
  const view = viewOf(asKnownTo(target, played.history.events))
  const judgements = judgePlayed(plan, played, view, own)
  const judged: JudgedInvariant[] = judgements.map(({ invariant, verdict }) => ({
    invariant: invariant.name,
    number: invariant.number,
    requirement: invariant.requirement,
    source: invariant.source,
    strength: invariant.strength,
    exercised: scenario.exercises.includes(invariant.name),
    result: verdict,
  }))
  const historyHash = played.history.hash()
  const { verdict, reason } = verdictOf(judgements, plan, view)
  return {
    ...describe(plan, world),
    verdict,
    reason,
    historyHash,
    token: isInTokens(target.name)
      ? tokenOf(scenario, { target: target.name, world: world.name, seed, historyHash, madeBy })
      : null,
    calls: view.calls.length,
    answered: view.calls.filter(({ ended }) => ended?.outcome.ok === true).length,
    attempts: view.exchanges.length,
    elapsedMs: played.elapsedMs,
    judged,
    excerpt: excerptOf(played.history.events, judged),
    ...notesIn(played.history.events),
    day: verdict === 'broke' ? dayInWords({ ...scenario, expect: heldTo(target, scenario) }) : null,
  }
}

function notesIn(events: readonly HistoryEvent[]): Pick<RunReport, 'notes'> {
  const notes = events.flatMap((event) => (event.type === 'program-noted' ? [event.text] : []))
  return notes.length === 0 ? {} : { notes }
}

/** The verdicts alone: much cheaper than a report, where thousands of runs are judged and all is well. */
export function judgePlayed(
  { target, scenario }: RunPlan,
  played: Played,
  view: HistoryView = viewOf(asKnownTo(target, played.history.events)),
  own: readonly Invariant[] = [],
): Judgement[] {
  const context = {
    declared: inOneShape(heldTo(target, scenario)),
    toleranceMs: played.toleranceMs,
    missesConnections: hasUnseenConnections(scenario.upstream),
  }
  const ofItsOwn = target.rules === undefined ? own : [...target.rules, ...own]
  const judgements = judge(view, context, target.vantage, ofItsOwn, target.alsoShows)
  if (owesAll(target)) return judgements
  return judgements.map((judgement) => asOwed(judgement, { target, scenario, events: played.history.events, context }))
}

/** A run that was not played, with the reason. */
export function unplayedRun(
  plan: RunPlan,
  world: World,
  verdict: 'refused' | 'left-out' | 'crashed',
  reason: string,
): RunReport {
  return {
    ...describe(plan, world),
    verdict,
    reason,
    historyHash: null,
    token: null,
    calls: 0,
    answered: 0,
    attempts: 0,
    elapsedMs: 0,
    judged: [],
    excerpt: [],
    day: null,
  }
}

function describe({ target, scenario, seed }: RunPlan, world: World) {
  const { name, family, requirement, source, strength } = scenario
  return { target: target.name, world: world.name, scenario: name, family, requirement, source, strength, seed }
}

const rank: Record<Vantage, number> = { wire: 0, driver: 1, client: 2 }

/** An invariant that had to be exercised and stayed unknown is no verdict, unless the target could not show it. */
function verdictOf(
  judgements: readonly Judgement[],
  { target, scenario }: RunPlan,
  { calls, exchanges }: HistoryView,
): { verdict: RunVerdict; reason: string | null } {
  if (judgements.some(({ verdict }) => verdict.verdict === 'fail')) return { verdict: 'broke', reason: null }
  if (calls.length === 0) return { verdict: 'no-verdict', reason: 'no call was made' }
  // What bends streams does nothing to whole answers: that they came well says nothing.
  if (scenario.caller?.stream === true && exchanges.length > 0 && !exchanges.some(({ started }) => started.stream))
    return { verdict: 'no-verdict', reason: 'its caller wanted a stream, and no request asked for one' }
  if (judgements.every(({ verdict }) => verdict.verdict === 'unknown')) {
    return {
      verdict: 'no-verdict',
      reason: 'nothing was put to the test: did the target send through the transport it was given?',
    }
  }
  const isShown = ({ name, vantage }: Judgement['invariant']) =>
    rank[vantage] <= rank[target.vantage] || target.alsoShows?.includes(name) === true
  const due = judgements.filter(({ invariant }) => scenario.exercises.includes(invariant.name) && isShown(invariant))
  const silent = due.flatMap(({ invariant, verdict }) =>
    verdict.verdict === 'unknown' ? [`${invariant.name}: ${verdict.why}`] : [],
  )
  // A target that takes no policy cannot be made to exercise everything; but something it must.
  const isExcused = silent.length === 0 || (!target.supports.policy && silent.length < due.length)
  if (isExcused) return { verdict: 'held', reason: null }
  return { verdict: 'no-verdict', reason: silent.join('; ') }
}

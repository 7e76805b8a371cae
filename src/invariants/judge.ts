import type { HistoryView } from '../history/index.ts'
import * as catalogue from './catalogue/index.ts'
import type { Invariant, JudgingContext, Vantage, Verdict } from './invariant.ts'

function heightOf(vantage: Vantage): number {
  if (vantage === 'wire') return 0
  return vantage === 'driver' ? 1 : 2
}

const whyTooLow: Record<Vantage, string> = {
  wire: 'needs the upstream’s events',
  driver: 'needs the caller’s events',
  client: 'needs the client’s own events',
}

/** The catalogue by its numbers: the order in which rules are judged. */
export const inOrder: readonly Invariant[] = Object.values<Invariant>(catalogue).toSorted((a, b) => a.number - b.number)

export interface Judgement {
  readonly invariant: Invariant
  readonly verdict: Verdict
}

/**
 * Holds every rule of the catalogue against one history, in the order of their numbers, then the user's own. `alsoShown` are
 * rules beyond the target's vantage that it can be held to all the same, by name.
 */
export function judge(
  view: HistoryView,
  context: JudgingContext,
  vantageOfTarget: Vantage,
  own: readonly Invariant[] = [],
  alsoShown: readonly string[] = [],
): Judgement[] {
  return judgeBy(own.length === 0 ? inOrder : [...inOrder, ...own], view, context, vantageOfTarget, alsoShown)
}

/** Holds these rules, and no others, against one history. */
export function judgeBy(
  rules: readonly Invariant[],
  view: HistoryView,
  context: JudgingContext,
  vantageOfTarget: Vantage,
  alsoShown: readonly string[] = [],
): Judgement[] {
  const highest = heightOf(vantageOfTarget)
  const judgements: Judgement[] = []
  for (const invariant of rules) {
    const isShown = heightOf(invariant.vantage) <= highest || alsoShown.includes(invariant.name)
    judgements.push({ invariant, verdict: isShown ? invariant.check(view, context) : tooLow(invariant.vantage) })
  }
  return judgements
}

function tooLow(vantage: Vantage): Verdict {
  return { verdict: 'unknown', why: whyTooLow[vantage] }
}

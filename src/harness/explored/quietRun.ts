import { messages } from '../../messages/index.ts'
import type { Invariant } from '../../invariants/index.ts'
import { catalogue } from '../../invariants/index.ts'
import type { JudgedInvariant, RunReport } from '../report.ts'
import { wasJudged, type ExploredTarget } from './exploredTarget.ts'

const words = messages.explore

/** All days of a target on which nothing was found, as one run: so reports say what was looked at, and what was never met. */
export function quietRun(explored: ExploredTarget, own: readonly Invariant[]): RunReport {
  const { target, seed, cases, calls, attempts, rules } = explored
  const isJudged = wasJudged(explored)
  const judged = [...Object.values<Invariant>(catalogue), ...own].flatMap((invariant): JudgedInvariant[] => {
    const tally = rules[invariant.name]
    if (tally === undefined) return []
    const { name, number, requirement, source, strength } = invariant
    const result =
      tally.pass > 0
        ? ({ verdict: 'pass', checked: tally.checked } as const)
        : ({ verdict: 'unknown', why: words.neverTested(cases) } as const)
    return [{ invariant: name, number, requirement, source, strength, exercised: false, result }]
  })
  return {
    target,
    world: 'virtual',
    scenario: words.quiet.name,
    family: words.quiet.family,
    requirement: words.scenario.requirement,
    source: words.quiet.source(cases),
    strength: 'must',
    seed,
    verdict: isJudged ? 'held' : 'no-verdict',
    reason: isJudged ? null : words.quiet.nothingJudged,
    historyHash: null,
    token: null,
    calls,
    answered: 0,
    attempts,
    elapsedMs: 0,
    judged,
    excerpt: [],
    day: null,
  }
}

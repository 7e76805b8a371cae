import { messages } from '../../messages/index.ts'
import type { Scenario } from '../../scenarios/scenario.ts'
import { foundFamily, foundName, type Case } from './case.ts'

/** The scenario that plays a case with the chances of one run of one target; a story says who did what on that day. */
export function foundScenario(given: Case, target: string, seed: number, story?: string): Scenario {
  const words = messages.explore.scenario
  return {
    name: foundName(given, target, seed),
    family: foundFamily,
    requirement: words.requirement,
    source: words.source(target, story),
    strength: 'must',
    ...given,
    exercises: [],
    seed,
  }
}

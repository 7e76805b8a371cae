import { endpointsOf } from '../../../faults/index.ts'
import type { Declared } from '../../../history/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { certainAnswers } from '../../certain/certainAnswers.ts'
import { certainBounds, overall } from '../../certain/certainBounds.ts'

const ofTheWhole: ReadonlySet<string> = new Set(overall)

/**
 * What follows from the rest is made to follow again: keys of places that are gone are gone, and a share of answers is
 * expected only where it is still certain. So a simpler day convicts nobody of what was never sure.
 */
export function settled(scenario: Scenario): Scenario {
  const { keysOf, answeredAtLeast, answeredAtMost, failsWith, ...others } = scenario.expect
  const declared: Declared = Object.fromEntries(Object.entries(others).filter(([name]) => !ofTheWhole.has(name)))
  const certain = certainAnswers({ ...scenario, expect: declared })
  const bounds = certainBounds({ ...scenario, expect: declared })
  const follows = {
    keysOf: keysOf && credentials(scenario.upstream),
    answeredAtLeast: answeredAtLeast === undefined ? undefined : certain.answeredAtLeast,
    answeredAtMost: answeredAtMost === undefined ? undefined : certain.answeredAtMost,
    failsWith: failsWith && certain.failsWith,
    ...Object.fromEntries(overall.map((name) => [name, others[name] === undefined ? undefined : bounds[name]])),
  }
  const still = Object.entries(follows).filter(([, value]) => value !== undefined)
  return { ...scenario, expect: { ...declared, ...Object.fromEntries(still) } }
}

function credentials(upstream: Scenario['upstream']): Record<string, string> {
  return Object.fromEntries(endpointsOf(upstream).map(({ origin, credential }) => [origin, credential]))
}

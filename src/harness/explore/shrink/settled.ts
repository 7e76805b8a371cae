import { endpointsOf } from '../../../faults/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { certainAnswers } from '../../certainAnswers.ts'

/**
 * What follows from the rest is made to follow again: keys of places that are gone are gone, and a share of answers is
 * expected only where it is still certain. So a simpler day convicts nobody of what was never sure.
 */
export function settled(scenario: Scenario): Scenario {
  const { keysOf, answeredAtLeast, answeredAtMost, ...declared } = scenario.expect
  const keys = keysOf && credentials(scenario.upstream)
  const certain = certainAnswers({ ...scenario, expect: declared })
  return {
    ...scenario,
    expect: {
      ...declared,
      ...(keys === undefined ? {} : { keysOf: keys }),
      ...(answeredAtLeast === undefined || certain.answeredAtLeast === undefined
        ? {}
        : { answeredAtLeast: certain.answeredAtLeast }),
      ...(answeredAtMost === undefined || certain.answeredAtMost === undefined
        ? {}
        : { answeredAtMost: certain.answeredAtMost }),
    },
  }
}

function credentials(upstream: Scenario['upstream']): Record<string, string> {
  return Object.fromEntries(endpointsOf(upstream).map(({ origin, credential }) => [origin, credential]))
}

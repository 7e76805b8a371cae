import type { Rule } from '../../../faults/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'

/** The rules of a script, at models and at origins. */
export function countRules(upstream: Scenario['upstream']): number {
  const count = (lists: readonly (readonly Rule[])[]) => lists.reduce((sum, { length }) => sum + length, 0)
  return (
    count(Object.values(upstream.models)) + count(Object.values(upstream.origins ?? {}).map(({ rules = [] }) => rules))
  )
}

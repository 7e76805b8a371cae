import type { Declared } from '../../../history/index.ts'
import type { CallerScript } from '../../../scenarios/scenario.ts'
import { without, type Reduction } from './reduction.ts'

/** The caller does nothing but wait, or less; whole answers instead of streams. */
export const plainerCaller: Reduction = function* (scenario) {
  const { caller, ...waiting } = scenario
  if (caller === undefined) return
  yield waiting
  for (const key of Object.keys(caller) as (keyof CallerScript)[]) yield { ...scenario, caller: without(caller, key) }
}

/** Nothing is declared but what the broken rule needs. */
export const fewerPolicies: Reduction = function* (scenario) {
  const { expect } = scenario
  const declared = Object.keys(expect) as (keyof Declared)[]
  // Half of them at a time, as most go.
  const half = Math.ceil(declared.length / 2)
  for (const kept of [[], declared.slice(0, half), declared.slice(half)]) {
    yield { ...scenario, expect: Object.fromEntries(kept.map((key) => [key, expect[key]])) as Declared }
  }
  for (const key of declared) yield { ...scenario, expect: without(expect, key) }
  const { timeouts } = expect
  if (timeouts === undefined) return
  for (const key of Object.keys(timeouts) as (keyof typeof timeouts)[]) {
    yield { ...scenario, expect: { ...expect, timeouts: without(timeouts, key) } }
  }
}

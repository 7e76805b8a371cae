import type { Scenario } from '../../../scenarios/scenario.ts'
import { fewerCalls } from './fewerCalls.ts'
import { fewerEndpoints } from './fewerEndpoints.ts'
import { fewerPolicies, plainerCaller } from './fewerOptions.ts'
import { fewerRules } from './fewerRules.ts'
import type { Reduction } from './reduction.ts'
import { settled } from './settled.ts'
import { simplerRules } from './simplerRules.ts'
import { smallerNumbers } from './smallerNumbers.ts'

export interface Shrunk {
  readonly scenario: Scenario
  /** How many simpler scenarios were tried. */
  readonly runs: number
}

/** First what makes every further try cheaper, and what leaves the most out; then the details. */
const reductions: readonly Reduction[] = [
  fewerCalls,
  fewerRules,
  fewerEndpoints,
  plainerCaller,
  fewerPolicies,
  simplerRules,
  smallerNumbers,
]

/** Even the oddest case is small by then. */
const mostRuns = 2_000

/**
 * The simplest scenario found for which `stillFails`, beginning with one for which it does: fewer calls, rules, endpoints
 * and policies, rules that hold always, smaller and rounder numbers. Leaving out any one more thing of these, it no longer
 * fails. The same scenario and the same answers give the same result.
 */
export async function shrinkScenario(
  scenario: Scenario,
  stillFails: (simpler: Scenario) => Promise<boolean> | boolean,
): Promise<Shrunk> {
  const tried = new Set([JSON.stringify(scenario)])
  let current = scenario
  const simplify = async (reduction: Reduction): Promise<boolean> => {
    for (const candidate of reduction(current)) {
      const simpler = settled(candidate)
      const text = JSON.stringify(simpler)
      if (tried.has(text)) continue
      if (tried.size > mostRuns) return false
      tried.add(text)
      if (!(await stillFails(simpler))) continue
      current = simpler
      return true
    }
    return false
  }
  for (let changed = true; changed;) {
    changed = false
    for (const reduction of reductions) while (await simplify(reduction)) changed = true
  }
  return { scenario: current, runs: tried.size - 1 }
}

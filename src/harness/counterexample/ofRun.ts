import type { Scenario } from '../../scenarios/scenario.ts'
import type { RunReport } from '../report.ts'
import { caseOf } from './case.ts'
import { counterexampleFormat, type Counterexample } from './counterexample.ts'

/**
 * A run that broke, as a counterexample for the rule of that name, or for the first that it broke. Undefined where no rule
 * broke: there is nothing that a file could hold a client to.
 */
export function counterexampleOf(
  { verdict, historyHash, target, seed, judged }: RunReport,
  scenario: Scenario,
  madeBy: string,
  invariant?: string,
): Counterexample | undefined {
  const broken = judged.filter(({ result }) => result.verdict === 'fail')
  const rule = broken.find((one) => one.invariant === invariant) ?? broken[0]
  if (verdict !== 'broke' || historyHash === null || rule?.result.verdict !== 'fail') return undefined
  const story = rule.result.violations[0]?.message ?? rule.requirement
  const { name } = scenario
  const day = { name, invariant: rule.invariant, story, target, verdict, seed, historyHash, madeBy }
  return { schema: counterexampleFormat, ...day, case: caseOf(scenario) }
}

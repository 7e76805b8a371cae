import { faultOf, type FaultSpec, type Rule } from '../../../faults/index.ts'
import type { Declared } from '../../../history/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import { overall } from '../../certain/certainBounds.ts'
import { ruleLists, withRuleLists } from './fewerRules.ts'
import { smallerThan } from './numbers.ts'
import type { Reduction } from './reduction.ts'
import { takesOptions } from './takesOptions.ts'

/** Smaller and rounder numbers: of rules, of the load, of the caller, of what is declared. */
export const smallerNumbers: Reduction = function* (scenario) {
  yield* inRules(scenario)
  for (const load of inside(scenario.load, fromOne)) yield { ...scenario, load: load as Scenario['load'] }
  for (const caller of inside(scenario.caller ?? {}, fromOne)) yield { ...scenario, caller }
  for (const expect of inside(scenario.expect, leastOf)) yield { ...scenario, expect: expect as Declared }
}

/** A status is no number but a name; recordings are what they are. */
const untouched: ReadonlySet<string> = new Set([
  'status',
  'exchanges',
  'answeredAtLeast',
  'answeredAtMost',
  'failsWith',
  'keysOf',
  ...overall,
])

const fromZero: ReadonlySet<string> = new Set([
  'longestAskedWaitMs',
  'credentialCooldownMs',
  'afterMs',
  'initialMs',
  'capMs',
  'pauseMs',
])

type LeastOf = (key: string) => number
const fromOne: LeastOf = (key) => (key === 'pauseMs' ? 0 : 1)
const leastOf: LeastOf = (key) => (fromZero.has(key) ? 0 : 1)

function* inRules(scenario: Scenario): Iterable<Scenario> {
  const { upstream } = scenario
  for (const list of ruleLists(upstream)) {
    for (const [index, rule] of list.rules.entries()) {
      for (const smaller of inRule(rule)) {
        yield {
          ...scenario,
          upstream: withRuleLists(upstream, ({ of, name, rules }) =>
            of === list.of && name === list.name ? rules.with(index, smaller) : rules,
          ),
        }
      }
    }
  }
}

function* inRule({ when, fault }: Rule): Iterable<Rule> {
  for (const simpler of inside(fault, () => 0) as Iterable<FaultSpec>) {
    if (takesOptions(faultOf(fault), simpler)) yield { when, fault: simpler }
  }
  if ('first' in when) for (const first of smallerThan(when.first, 1)) yield { when: { first }, fault }
  if ('after' in when) for (const after of smallerThan(when.after)) yield { when: { after }, fault }
  if (!('during' in when)) return
  const [fromMs, toMs] = when.during
  for (const from of smallerThan(fromMs)) yield { when: { during: [from, toMs] }, fault }
  for (const to of smallerThan(toMs, fromMs + 1)) yield { when: { during: [fromMs, to] }, fault }
}

/** Each number in an object, however deep, made smaller, one at a time. */
function* inside<Value extends object>(value: Value, leastFor: LeastOf): Iterable<Value> {
  for (const [key, item] of Object.entries(value) as [string, unknown][]) {
    if (untouched.has(key)) continue
    if (typeof item === 'number') {
      for (const smaller of smallerThan(item, item < 0 ? 0 : leastFor(key))) yield { ...value, [key]: smaller }
    } else if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
      for (const smaller of inside(item, leastFor)) yield { ...value, [key]: smaller }
    }
  }
}

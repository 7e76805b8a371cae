import { faultOf, type FaultSpec, type Rule, type When } from '../../../faults/index.ts'
import { ruleLists, withRuleLists } from './fewerRules.ts'
import { without, type Reduction } from './reduction.ts'
import { takesOptions } from './takesOptions.ts'

/** Rules that hold always, or for the first requests; faults without the options that do not matter. */
export const simplerRules: Reduction = function* (scenario) {
  const { upstream } = scenario
  for (const list of ruleLists(upstream)) {
    for (const [index, rule] of list.rules.entries()) {
      for (const simpler of simplerThan(rule)) {
        yield {
          ...scenario,
          upstream: withRuleLists(upstream, ({ of, name, rules }) =>
            of === list.of && name === list.name ? rules.with(index, simpler) : rules,
          ),
        }
      }
    }
  }
}

function* simplerThan({ when, fault }: Rule): Iterable<Rule> {
  for (const simpler of simplerWhens(when)) yield { when: simpler, fault }
  for (const key of Object.keys(fault)) {
    const simpler = without(fault, key)
    if (key !== 'type' && takesOptions(faultOf(fault), simpler)) yield { when, fault: simpler as FaultSpec }
  }
}

/** From the oddest to the plainest. */
function* simplerWhens(when: When): Iterable<When> {
  if ('always' in when) return
  yield { always: true }
  if ('first' in when) return
  yield { first: 1 }
  yield { first: 2 }
  if ('probability' in when) yield { after: 1 }
  if ('during' in when && when.during[0] > 0) yield { during: [0, when.during[1]] }
}

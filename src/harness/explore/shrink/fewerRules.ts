import type { Rule, Script } from '../../../faults/index.ts'
import { spansOf, type Reduction } from './reduction.ts'

/** Leaves out spans of all rules, at models and at origins. */
export const fewerRules: Reduction = function* (scenario) {
  const places = ruleLists(scenario.upstream)
  const total = places.reduce((sum, { rules }) => sum + rules.length, 0)
  for (const [from, to] of spansOf(total)) {
    let before = 0
    const upstream = withRuleLists(scenario.upstream, ({ rules }) => {
      const first = before
      before += rules.length
      return rules.filter((_, index) => first + index < from || first + index >= to)
    })
    yield { ...scenario, upstream }
  }
}

/** The rules of one model, or of one origin. */
export interface RuleList {
  readonly of: 'model' | 'origin'
  readonly name: string
  readonly rules: readonly Rule[]
}

export function ruleLists({ models, origins = {} }: Script): RuleList[] {
  return [
    ...Object.entries(models).map(([name, rules]) => ({ of: 'model' as const, name, rules })),
    ...Object.entries(origins).map(([name, { rules = [] }]) => ({ of: 'origin' as const, name, rules })),
  ]
}

/** The same script with each list changed; lists come in the order of `ruleLists`. */
export function withRuleLists(script: Script, change: (list: RuleList) => readonly Rule[]): Script {
  const lists = ruleLists(script).map((list) => ({ ...list, rules: change(list) }))
  const named = (of: RuleList['of'], name: string) => lists.find((list) => list.of === of && list.name === name)!.rules
  return {
    models: Object.fromEntries(Object.keys(script.models).map((name) => [name, named('model', name)])),
    ...(script.origins === undefined
      ? {}
      : {
          origins: Object.fromEntries(
            Object.entries(script.origins).map(([name, origin]) => {
              const { rules: _, ...place } = origin
              const rules = named('origin', name)
              return [name, rules.length === 0 ? place : { ...place, rules }]
            }),
          ),
        }),
  }
}

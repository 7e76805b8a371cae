import { catalogue as faults, writerOf } from '../faults/index.ts'
import { Problem } from '../harness/problem.ts'
import { catalogue as invariants } from '../invariants/index.ts'
import { shapes } from '../load/index.ts'
import { messages } from '../messages/index.ts'
import { scenarios, type Scenario } from '../scenarios/index.ts'
import { targetGroups, targets } from '../targets/index.ts'
import type { Config } from './defineConfig.ts'
import { nearest } from '../messages/nearest.ts'

const words = messages.errors.config

const byKind = {
  exchangeFaults: Object.values(faults).flatMap(({ on, type }) => (on === 'exchange' ? [type] : [])),
  connectionFaults: Object.values(faults).flatMap(({ on, type }) => (on === 'connection' ? [type] : [])),
  shapes: Object.values(shapes).map(({ type }) => type),
  invariants: Object.values(invariants).map(({ name }) => name),
}

/** What a schema cannot see: names that lead nowhere, and names that two things bear. */
export function checkNames(config: Config, placeOf: (word?: string) => string): void {
  const own = config.invariants ?? []
  const rules = [...byKind.invariants, ...own.map(({ name }) => name)]
  const refer = (path: string, kind: string, name: string, known: readonly string[]) => {
    if (known.includes(name)) return
    throw new Problem('usage', words.unknownName(path, placeOf(name), kind, name, nearest(name, known), known))
  }
  const claim = (taken: Set<string>, path: string, name: string) => {
    if (taken.has(name)) throw new Problem('usage', words.nameTaken(path, placeOf(name), name))
    taken.add(name)
  }

  const targetNames = new Set([...targets.map(({ name }) => name), ...Object.keys(targetGroups)])
  for (const [key, { name = key }] of Object.entries(config.targets ?? {})) claim(targetNames, `targets.${key}`, name)
  const ruleNames = new Set<string>(byKind.invariants)
  own.forEach(({ name }, index) => claim(ruleNames, `invariants[${index}]`, name))
  const scenarioNames = new Set(scenarios.map(({ name }) => name))
  config.scenarios?.forEach((scenario, index) => {
    const path = `scenarios[${index}]`
    claim(scenarioNames, path, scenario.name)
    for (const [where, kind, type] of faultsOf(scenario)) {
      refer(`${path}.upstream.${where}.fault.type`, 'fault', type, byKind[kind])
    }
    refer(`${path}.load.type`, 'load', scenario.load.type, byKind.shapes)
    scenario.exercises.forEach((rule, at) => refer(`${path}.exercises[${at}]`, 'rule', rule, rules))
  })
}

/** Faults that the user wrote bring their own definition; the others must be in the catalogue. */
function faultsOf({ upstream }: Scenario) {
  const models = Object.entries(upstream.models).flatMap(([model, rules]) =>
    rules.map(({ fault }, index) => [`models.${model}[${index}]`, 'exchangeFaults', fault.type, fault] as const),
  )
  const origins = Object.entries(upstream.origins ?? {}).flatMap(([origin, { rules = [] }]) =>
    rules.map(
      ({ fault }, index) => [`origins.${origin}.rules[${index}]`, 'connectionFaults', fault.type, fault] as const,
    ),
  )
  return [...models, ...origins].filter(([, , , fault]) => writerOf(fault) === undefined)
}

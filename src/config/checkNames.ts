import { Problem } from '../harness/problem.ts'
import { catalogue as invariants } from '../invariants/index.ts'
import { shapes } from '../load/index.ts'
import { messages } from '../messages/index.ts'
import { scenarios } from '../scenarios/index.ts'
import { targetGroups, targets } from '../targets/index.ts'
import { checkBench } from './bench/checkBench.ts'
import type { Config } from './defineConfig.ts'
import { nearest } from '../messages/nearest.ts'
import type { PlaceOf } from './place.ts'
import { checkFaults } from './script/checkFaults.ts'
import { checkPlaces } from './script/checkPlaces.ts'

const words = messages.errors.config

const byKind = {
  shapes: Object.values(shapes).map(({ type }) => type),
  invariants: Object.values(invariants).map(({ name }) => name),
}

/** What a schema cannot see: names that lead nowhere, and names that two things bear. */
export function checkNames(config: Config, placeOf: PlaceOf): void {
  const own = config.invariants ?? []
  const rules = [...byKind.invariants, ...own.map(({ name }) => name)]
  const refer = (path: string, kind: string, name: string, known: readonly string[]) => {
    if (known.includes(name)) return
    throw new Problem('usage', words.unknownName(path, placeOf([], name), kind, name, nearest(name, known), known))
  }
  const claim = (taken: Set<string>, path: string, name: string) => {
    if (taken.has(name)) throw new Problem('usage', words.nameTaken(path, placeOf([], name), name))
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
    checkFaults(scenario.upstream, placeOf, ['scenarios', index, 'upstream'])
    checkPlaces(scenario.upstream, placeOf, ['scenarios', index, 'upstream'])
    refer(`${path}.load.type`, 'load', scenario.load.type, byKind.shapes)
    scenario.exercises.forEach((rule, at) => refer(`${path}.exercises[${at}]`, 'rule', rule, rules))
  })
  checkBench(config, placeOf)
}

import { nearest } from '../messages/nearest.ts'
import { Problem } from '../harness/problem.ts'
import { messages } from '../messages/index.ts'
import type { Scenario } from '../scenarios/index.ts'
import type { Target } from '../targets/index.ts'

const words = messages.errors

/** The scenarios that patterns mean, each once, in the catalogue's order; and those that were named exactly. */
export function selectScenarios(
  patterns: readonly string[],
  scenarios: readonly Scenario[],
): { selected: readonly Scenario[]; askedByName: ReadonlySet<string> } {
  if (patterns.length === 0) return { selected: scenarios, askedByName: new Set() }
  const meant = new Set(patterns.flatMap((pattern) => meantBy(pattern, scenarios)))
  const exact = scenarios.filter(({ name }) => patterns.includes(name)).map(({ name }) => name)
  return { selected: scenarios.filter((scenario) => meant.has(scenario)), askedByName: new Set(exact) }
}

/** A name, a family, a glob, or a part of a name: the first of these that fits anything. */
function meantBy(pattern: string, scenarios: readonly Scenario[]): readonly Scenario[] {
  const glob = globOf(pattern)
  const readings: ((scenario: Scenario) => boolean)[] = [
    ({ name }) => name === pattern,
    ({ family }) => family === pattern,
    pattern.includes('*') ? ({ name }) => glob.test(name) : ({ name }) => name.includes(pattern),
  ]
  for (const fits of readings) {
    const found = scenarios.filter(fits)
    if (found.length > 0) return found
  }
  const names = [...scenarios.map(({ name }) => name), ...scenarios.map(({ family }) => family)]
  throw new Problem('usage', words.unknownScenario(pattern, nearest(pattern, names)))
}

function globOf(pattern: string): RegExp {
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  return new RegExp(`^${pattern.split('*').map(literal).join('.*')}$`)
}

/** Targets and groups by name, each once, in the order in which they were named. */
export function selectTargets(
  names: readonly string[],
  targets: readonly Target[],
  groups: Readonly<Record<string, readonly Target[]>>,
): readonly Target[] {
  const all = [...targets.map(({ name }) => name), ...Object.keys(groups)]
  const meant = names.flatMap((name) => {
    if (Object.hasOwn(groups, name)) return groups[name]!
    return [byName('target', name, targets, `--target ${name}`, all)]
  })
  return [...new Set(meant)]
}

/** The one thing of this name; a `Problem` if there is none. */
export function byName<Item extends { readonly name: string }>(
  kind: 'target' | 'world' | 'reporter' | 'scenario' | 'format',
  name: string,
  items: readonly Item[],
  where: string,
  all: readonly string[] = items.map((item) => item.name),
): Item {
  const found = items.find((item) => item.name === name)
  if (found !== undefined) return found
  throw new Problem('usage', words.unknownName(kind, name, where, nearest(name, all), all))
}

export function allByName<Item extends { readonly name: string }>(
  kind: 'world' | 'reporter' | 'format',
  names: readonly string[],
  items: readonly Item[],
  flag: string,
): readonly Item[] {
  return [...new Set(names.map((name) => byName(kind, name, items, `${flag} ${name}`)))]
}

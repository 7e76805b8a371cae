import { describe, expect, test } from 'vitest'
import type { Scenario } from '../scenarios/index.ts'
import type { Target } from '../targets/index.ts'
import { selectScenarios, selectTargets } from './select.ts'

const scenarios = [
  ['auth-401', 'auth'],
  ['auth-401-everywhere', 'auth'],
  ['storm', 'rate-limit'],
  ['storm-auth', 'rate-limit'],
].map(([name, family]) => ({ name, family }) as Scenario)

describe('patterns', () => {
  test.each<[pattern: string, meant: string[]]>([
    ['auth-401', ['auth-401']],
    ['auth', ['auth-401', 'auth-401-everywhere']],
    ['*-auth', ['storm-auth']],
    ['auth*', ['auth-401', 'auth-401-everywhere']],
    ['*', ['auth-401', 'auth-401-everywhere', 'storm', 'storm-auth']],
    ['every', ['auth-401-everywhere']],
    ['4.1', []],
  ])('%s means %j', (pattern, meant) => {
    const select = () => selectScenarios([pattern], scenarios).selected.map(({ name }) => name)
    if (meant.length > 0) expect(select()).toEqual(meant)
    else expect(select).toThrow('No scenario')
  })

  test('none means all; several mean each once, in the order of the catalogue', () => {
    expect(selectScenarios([], scenarios).selected).toEqual(scenarios)
    const { selected } = selectScenarios(['storm', 'auth', 'auth-401'], scenarios)
    expect(selected.map(({ name }) => name)).toEqual(['auth-401', 'auth-401-everywhere', 'storm'])
  })

  test('asked for by name is what was named exactly', () => {
    expect([...selectScenarios(['auth', 'storm'], scenarios).askedByName]).toEqual(['storm'])
  })
})

test('targets come in the order of their names, each once, groups in the place of their name', () => {
  const [a, b, c] = ['a', 'b', 'c'].map((name) => ({ name }) as Target) as [Target, Target, Target]
  const names = selectTargets(['c', 'pair', 'a'], [a, b, c], { pair: [a, b] }).map(({ name }) => name)
  expect(names).toEqual(['c', 'a', 'b'])
  expect(() => selectTargets(['constructor'], [a], {})).toThrow('no target')
})

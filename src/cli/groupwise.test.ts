import { expect, test } from 'vitest'
import type { RunReport } from '../harness/report.ts'
import { groupwise } from './groupwise.ts'
import type { Plan } from './plan.ts'

const named = (...names: string[]) => names.map((name) => ({ name }))
const plan = { worlds: named('virtual'), targets: named('a', 'b'), scenarios: named('x', 'y') } as unknown as Plan
const run = (target: string, scenario: string) => ({ world: 'virtual', target, scenario }) as RunReport

test('a run of a later target waits until the earlier one is through', () => {
  const shown: string[] = []
  const lines = groupwise(plan, ({ target, scenario }) => void shown.push(target + scenario))
  lines.add(run('b', 'x'))
  expect(shown).toEqual([])
  lines.add(run('a', 'y'))
  expect(shown).toEqual(['ay'])
  lines.add(run('a', 'x'))
  expect(shown).toEqual(['ay', 'ax', 'bx'])
  lines.add(run('b', 'y'))
  expect(shown).toEqual(['ay', 'ax', 'bx', 'by'])
})

test('after a stop the rest comes, each once', () => {
  const shown: string[] = []
  const lines = groupwise(plan, ({ target, scenario }) => void shown.push(target + scenario))
  for (const one of [run('b', 'x'), run('a', 'y')]) lines.add(one)
  lines.flush()
  lines.flush()
  expect(shown).toEqual(['ay', 'bx'])
})

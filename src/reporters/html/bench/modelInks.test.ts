import { expect, test } from 'vitest'
import { modelInks } from './modelInks.ts'

const planned = ['a', 'b', 'c', 'd', 'e', 'f', 'g']

test('a model keeps its colour when another one is not there', () =>
  expect(modelInks(['b', 'd'], planned)).toEqual(['s1', 's3']))

test('from the seventh on colours come again, as those of lines do', () =>
  expect(modelInks(['g'], planned)).toEqual(['s0']))

test('whom the plan does not know takes a colour that none of them has, while there is one', () => {
  expect(modelInks(['x', 'a', 'y'], planned)).toEqual(['s1', 's0', 's2'])
  expect(modelInks([...planned.slice(0, 6), 'x'], planned).at(-1)).toBe('quiet')
})

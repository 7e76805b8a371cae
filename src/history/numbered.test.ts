import { expect, test } from 'vitest'
import { Numbered } from './numbered.ts'

function numbered(...pairs: [number, string][]): Numbered<string> {
  const items = new Numbered<string>()
  for (const [number, item] of pairs) items.set(number, item)
  return items
}

test.each<[string, Numbered<string>]>([
  ['from 0 on', numbered([0, 'a'], [1, 'b'], [2, 'c'])],
  ['from elsewhere on', numbered([7, 'a'], [8, 'b'], [2, 'c'])],
  ['with a gap', numbered([0, 'a'], [1, 'b'], [9, 'c'])],
  ['one of them twice', numbered([0, 'a'], [1, 'x'], [2, 'c'], [1, 'b'])],
  ['one of them twice, behind a gap', numbered([0, 'a'], [5, 'x'], [5, 'b'], [2, 'c'])],
])('things numbered %s stand in the order in which they came', (_how, items) => {
  expect(items.all).toEqual(['a', 'b', 'c'])
})

test('each is found by its number, and nothing by another', () => {
  const inOrder = numbered([0, 'a'], [1, 'b'])
  expect([0, 1, 2, -1, 0.5].map((number) => inOrder.get(number))).toEqual(['a', 'b', undefined, undefined, undefined])
  const others = numbered([0, 'a'], [4, 'b'], [-3, 'c'])
  expect([0, 4, -3, 1, 2].map((number) => others.get(number))).toEqual(['a', 'b', 'c', undefined, undefined])
})

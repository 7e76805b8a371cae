import { expect, test } from 'vitest'
import { firstAbove, sorted } from './ordered.ts'

test.each([[[]], [[1]], [[1, 1, 2.5, 10]], [[10, 9]], [[1, 3, 2]], [[2, 1, 1, 10]]])(
  '%j is put in order',
  (numbers) => {
    expect(sorted([...numbers])).toEqual(numbers.toSorted((a: number, b: number) => a - b))
  },
)

test('the first number above a limit, by its place', () => {
  const ascending = [1, 2, 2, 5]
  expect([0, 1, 2, 4, 5].map((limit) => firstAbove(ascending, limit))).toEqual([0, 1, 3, 3, 4])
})

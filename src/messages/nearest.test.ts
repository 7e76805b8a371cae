import { describe, expect, test } from 'vitest'
import { nearest, slipsBetween } from './nearest.ts'

test.each([
  ['', '', 0],
  ['abc', 'abc', 0],
  ['abc', 'ab', 1],
  ['abc', 'xabc', 1],
  ['abc', 'abx', 1],
  ['abcd', 'abdc', 1],
  ['ca', 'abc', 3],
  ['kitten', 'sitting', 3],
])('from "%s" to "%s" it is %d slips', (one, other, slips) => {
  expect(slipsBetween(one, other)).toBe(slips)
  expect(slipsBetween(other, one)).toBe(slips)
})

describe('what was probably meant', () => {
  const names = ['auth-401', 'auth-401-everywhere', 'storm-window', 'test']

  test.each([
    ['auth-41', 'auth-401'],
    ['auht-401', 'auth-401'],
    ['tset', 'test'],
    ['TEST', 'test'],
    ['storm', 'storm-window'],
    ['quite-another-thing', undefined],
    ['x', undefined],
    ['', undefined],
  ])('"%s": %s', (typed, meant) => expect(nearest(typed, names)).toBe(meant))
})

import { expect, test } from 'vitest'
import { isLater } from './timing.ts'

test('a rounded microsecond is no delay, whatever doubles make of the sum; two are', () => {
  expect(130.862 + 639 + 0.001).toBeLessThan(769.863)
  expect(isLater(769.863, 130.862 + 639, 0)).toBe(false)
  expect(isLater(769.864, 130.862 + 639, 0)).toBe(true)
  expect(isLater(50.001, 0, 50)).toBe(false)
  expect(isLater(50.002, 0, 50)).toBe(true)
})

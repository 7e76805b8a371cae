import { expect, test } from 'vitest'
import { inMs, isLater, isReached } from './timing.ts'

test('a rounded microsecond is no delay, whatever doubles make of the sum; two are', () => {
  expect(130.862 + 639 + 0.001).toBeLessThan(769.863)
  expect(isLater(769.863, 130.862 + 639, 0)).toBe(false)
  expect(isLater(769.864, 130.862 + 639, 0)).toBe(true)
  expect(isLater(50.001, 0, 50)).toBe(false)
  expect(isLater(50.002, 0, 50)).toBe(true)
})

test('an instant is reached when it comes, whatever doubles make of the sum, and not a microsecond before', () => {
  expect(isReached(100, 100, 0)).toBe(true)
  expect(isReached(99.999, 100, 0)).toBe(false)
  expect(isReached(769.862, 130.862 + 639, 0)).toBe(true)
  expect(isReached(150, 100, 50)).toBe(true)
  expect(isReached(149.999, 100, 50)).toBe(false)
})

test.each([
  [2, '2 ms'],
  [1.0004, '1 ms'],
  [1.0006, '1.001 ms'],
])('%d is told as %s', (durationMs, told) => {
  expect(inMs(durationMs)).toBe(told)
})

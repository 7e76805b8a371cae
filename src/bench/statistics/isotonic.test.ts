import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isotonicFit, isotonicRoot } from './isotonic.ts'

describe('the isotonic fit', () => {
  test('keeps what ascends, and pools what falls (Barlow et al., example 1.1)', () => {
    expect(isotonicFit([1, 2, 2, 5])).toEqual([1, 2, 2, 5])
    expect(isotonicFit([1, 3, 2, 4])).toEqual([1, 2.5, 2.5, 4])
    expect(isotonicFit([3, 2, 1])).toEqual([2, 2, 2])
    expect(isotonicFit([])).toEqual([])
  })

  test('never falls, keeps the mean, and no other non-decreasing line is nearer', () => {
    const values = fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 8 })
    const distance = (one: readonly number[], other: readonly number[]) =>
      one.reduce((sum, value, index) => sum + (value - other[index]!) ** 2, 0)
    fc.assert(
      fc.property(values, values, (given, drawn) => {
        const fitted = isotonicFit(given)
        const sum = (of: readonly number[]) => of.reduce((total, value) => total + value, 0)
        expect(fitted).toHaveLength(given.length)
        for (const [index, value] of fitted.entries())
          expect(value).toBeGreaterThanOrEqual(fitted[index - 1] ?? -Infinity)
        expect(sum(fitted)).toBeCloseTo(sum(given), 9)
        const other = given.map((_, index) => drawn[index % drawn.length]!).toSorted((a, b) => a - b)
        expect(distance(fitted, given)).toBeLessThanOrEqual(distance(other, given) + 1e-9)
      }),
    )
  })
})

test('the root lies between the last point that is kept and the first that is not', () => {
  expect(isotonicRoot([1, 2, 4], [-1, -1, 1])).toBe(3)
  expect(isotonicRoot([1, 2, 4], [-1, -1, 3])).toBe(2.5)
  expect(isotonicRoot([1, 2], [-1, 0])).toBe(2)
  expect(isotonicRoot([1, 2], [1, 2])).toBeUndefined()
})

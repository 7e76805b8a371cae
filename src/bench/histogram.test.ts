import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Histogram } from './histogram.ts'

const ms = fc.oneof(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: 5e6, noNaN: true }))
const values = fc.array(ms, { maxLength: 200 })
const of = (all: readonly number[]) => {
  const histogram = new Histogram()
  for (const one of all) histogram.record(one)
  return histogram
}
const sumOf = (...histograms: readonly Histogram[]) => {
  const sum = new Histogram()
  for (const one of histograms) sum.add(one)
  return sum
}

describe('merging', () => {
  test('is exact: a sum of parts is the histogram of all, in whatever order and grouping', () => {
    fc.assert(
      fc.property(values, values, values, (one, other, third) => {
        const whole = of([...one, ...other, ...third]).toJSON()
        expect(sumOf(of(one), of(other), of(third)).toJSON()).toEqual(whole)
        expect(sumOf(of(third), of(one), of(other)).toJSON()).toEqual(whole)
        expect(sumOf(of(one), sumOf(of(other), of(third))).toJSON()).toEqual(whole)
      }),
    )
  })
})

test('every value is told within 0.1 %, and within half a microsecond where that is more', () => {
  fc.assert(
    fc.property(
      fc.array(ms, { minLength: 1, maxLength: 100 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (all, q) => {
        const rank = Math.max(1, Math.ceil(q * all.length))
        const exact = all.toSorted((a, b) => a - b)[rank - 1]!
        expect(Math.abs(of(all).atRank(rank) - exact)).toBeLessThanOrEqual(Math.max(0.001 * exact, 0.000_501))
      },
    ),
  )
})

test('survives JSON', () => {
  fc.assert(
    fc.property(values, (all) => {
      const read = Histogram.from(JSON.parse(JSON.stringify(of(all))))
      expect(read.toJSON()).toEqual(of(all).toJSON())
      expect(read.total).toBe(all.length)
    }),
  )
})

test.each([2 ** 21 - 1, 2 ** 21, 2 ** 33 - 1, 2 ** 46 - 1])(
  '%d us, beside a power of two, are in their bucket',
  (us) => {
    expect(of([us / 1000]).atRank(1)).toBeCloseTo(us / 1000, -Math.log10(us / 1000) + 3)
  },
)

test('counts what is at most so long', () => {
  const histogram = of([1, 2, 2, 3, 100])
  expect([0.5, 1, 2, 50, 100].map((limit) => histogram.atMost(limit))).toEqual([0, 1, 3, 4, 5])
  expect(histogram.atRank(6)).toBeNaN()
})

test.each([NaN, Infinity])('%d has no place in it', (value) => {
  expect(() => new Histogram().record(value)).toThrow('finite')
})

test.each([
  [-1, 1],
  [1e9, 1],
  [1.5, 1],
  [1, 0],
  [1, 0.5],
])('bucket %d with %d is read from no file', (bucket, count) => {
  expect(() => Histogram.from({ schema: 'log-linear/3', counts: [[bucket, count]] })).toThrow('no bucket')
})

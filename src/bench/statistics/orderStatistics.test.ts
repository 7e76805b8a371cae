import { describe, expect, test } from 'vitest'
import { binomialAtMost } from './binomial.ts'
import { leastSamples, quantileRank, quantileRanks } from './orderStatistics.ts'

test.each([
  [0.5, 6],
  [0.9, 36],
  [0.95, 72],
  [0.99, 368],
  [0.999, 3688],
])('the quantile %d has an interval from %d values on', (q, least) => {
  expect(leastSamples(q)).toBe(least)
  expect(quantileRanks(least, q)).toMatchObject({ high: least })
  expect(quantileRanks(least - 1, q)).toBeUndefined()
})

test('of 1,000 values the 983rd and the 997th hold p99 between them', () => {
  expect(quantileRanks(1_000, 0.99)).toEqual({ low: 983, estimate: 990, high: 997 })
})

describe.each([0.5, 0.9, 0.95, 0.99, 0.999])('the ranks of quantile %d', (q) => {
  test.each([100, 1_000, 3_000, 10_000])('of %d values cover it with 95 %%, and no narrower ones do', (n) => {
    const ranks = quantileRanks(n, q)
    if (ranks === undefined) return expect(n).toBeLessThan(leastSamples(q))
    const below = binomialAtMost(ranks.low - 1, n, q)
    const above = 1 - binomialAtMost(ranks.high - 1, n, q)
    expect(below).toBeLessThanOrEqual(0.025)
    expect(above).toBeLessThanOrEqual(0.025)
    expect(binomialAtMost(ranks.low, n, q)).toBeGreaterThan(0.025)
    expect(1 - binomialAtMost(ranks.high - 2, n, q)).toBeGreaterThan(0.025)
  })
})

test('what correlated values are worth widens the ranks, and may be too little', () => {
  const independent = quantileRanks(10_000, 0.95)!
  const correlated = quantileRanks(10_000, 0.95, 0.95, 1_000)!
  expect(correlated.low).toBeLessThan(independent.low)
  expect(correlated.high).toBeGreaterThan(independent.high)
  expect(quantileRanks(10_000, 0.95, 0.95, 71)).toBeUndefined()
})

test('a quantile is the first value that a share of all is no larger than', () => {
  expect([1, 2, 10, 100, 1_000].map((n) => quantileRank(n, 0.95))).toEqual([1, 2, 10, 95, 950])
})

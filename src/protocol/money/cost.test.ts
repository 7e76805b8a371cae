import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { costAtMost, costOf } from './cost.ts'
import { usdOf } from './picoUsd.ts'
import { priceTableOf, tokenKinds, type Price } from './price.ts'
import { totalTokensOf, type TokenCounts } from './usage.ts'

/** Sums of 10,000 of these stay whole numbers. */
const tokens = fc.nat(1_000_000_000)
const countsOf = fc.record({
  input: tokens,
  cachedInput: tokens,
  cacheWrite: tokens,
  output: tokens,
  reasoning: tokens,
})
const price = fc
  .tuple(fc.nat(999), fc.nat(999_999), fc.nat(6))
  .map(([whole, fraction, places]) =>
    `${whole}.${String(fraction).padStart(6, '0').slice(0, places)}`.replace(/\.$/, ''),
  )
const prices: fc.Arbitrary<Required<Price>> = fc.record({
  input: price,
  cachedInput: price,
  cacheWrite: price,
  output: price,
  reasoning: price,
})

test('a call at the prices of table 1', () => {
  const counts = { input: 1000, cachedInput: 0, cacheWrite: 0, output: 500, reasoning: 0 }
  // 1000 x 0.85 + 500 x 2.10 dollars, by a million.
  expect(usdOf(costOf(counts, priceTableOf({ input: '0.85', output: '2.10' })))).toBe('0.0019')
})

describe('the cost', () => {
  test('of a sum is the sum of the costs', () => {
    fc.assert(
      fc.property(fc.array(countsOf, { maxLength: 20 }), prices, (calls, each) => {
        const table = priceTableOf(each)
        const sum = Object.fromEntries(
          tokenKinds.map((kind) => [kind, calls.reduce((all, call) => all + call[kind], 0)]),
        ) as TokenCounts
        expect(costOf(sum, table)).toBe(calls.reduce((all, call) => all + costOf(call, table), 0n))
      }),
    )
  })

  test('is what rational numbers say', () => {
    fc.assert(
      fc.property(countsOf, prices, (counts, each) => {
        let [numerator, denominator] = [0n, 1n]
        for (const kind of tokenKinds) {
          // The price as a fraction of its own digits, by a million tokens.
          const [whole, fraction = ''] = each[kind].split('.')
          const [above, below] = [BigInt(counts[kind]) * BigInt(whole! + fraction), 10n ** BigInt(fraction.length + 6)]
          numerator = numerator * below + above * denominator
          denominator *= below
        }
        expect(costOf(counts, priceTableOf(each)) * denominator).toBe(numerator * 10n ** 12n)
      }),
    )
  })

  test('is never above its worst case', () => {
    fc.assert(
      fc.property(countsOf, prices, tokens, (counts, each, spare) => {
        const table = priceTableOf(each)
        const outputTokens = counts.output + counts.reasoning
        const promptTokens = totalTokensOf(counts) - outputTokens
        expect(costOf(counts, table)).toBeLessThanOrEqual(costAtMost(promptTokens + spare, outputTokens, table))
      }),
    )
  })
})

test('the worst case is the dearest kind on each side, and no more', () => {
  const table = priceTableOf({ input: '3', cachedInput: '0.3', cacheWrite: '3.75', output: '15', reasoning: '20' })
  expect(usdOf(costAtMost(1_000_000, 1_000_000, table))).toBe('23.75')
})

test('half a token is a bug', () => {
  const counts = { input: 0.5, cachedInput: 0, cacheWrite: 0, output: 0, reasoning: 0 }
  expect(() => costOf(counts, priceTableOf({ input: '1', output: '1' }))).toThrow(RangeError)
})

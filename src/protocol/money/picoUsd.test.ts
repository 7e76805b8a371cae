import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MoneyError, picoUsdOf, picoUsdPerToken, usdOf, usdPerMillionTokensOf } from './picoUsd.ts'

describe('a price in USD per million tokens', () => {
  test.each([
    ['0.42', 420_000n],
    ['15.00', 15_000_000n],
    ['0.000001', 1n],
    ['0', 0n],
    ['0.4200000000', 420_000n],
    ['123456789.123456', 123_456_789_123_456n],
  ])('%s is %d pico-dollars per token', (price, picoUsd) => expect(picoUsdPerToken(price)).toBe(picoUsd))

  test.each([
    ['', 'price is "", expected decimal digits in USD per million tokens, like "0.42"'],
    ['1,5', 'price is "1,5", expected decimal digits in USD per million tokens, like "0.42"'],
    ['NaN', 'price is "NaN", expected decimal digits in USD per million tokens, like "0.42"'],
    ['1e-3', 'price is "1e-3", expected decimal digits in USD per million tokens, like "0.42"'],
    [0.42, 'price is 0.42 (number), expected decimal digits in USD per million tokens, like "0.42"'],
    [undefined, 'price is undefined (undefined), expected decimal digits in USD per million tokens, like "0.42"'],
    ['-0.42', 'price is "-0.42", expected 0 or more USD per million tokens, like "0.42"'],
    [
      '0.00000042',
      'price is "0.00000042", expected at most 6 decimals in USD per million tokens, like "0.42": it is never rounded',
    ],
  ])('%j is refused, in words', (price, message) => {
    expect(() => picoUsdPerToken(price as string)).toThrow(new MoneyError(message))
  })

  test('is written again as it was', () => {
    expect(['0.42', '15', '0.000001'].map((price) => usdPerMillionTokensOf(picoUsdPerToken(price)))).toEqual([
      '0.42',
      '15',
      '0.000001',
    ])
  })
})

describe('an amount in USD', () => {
  test.each([
    [5, 5_000_000_000_000n],
    [0.1, 100_000_000_000n],
    [1e-12, 1n],
    ['0.000123', 123_000_000n],
  ])('%j', (usd, picoUsd) => expect(picoUsdOf(usd)).toBe(picoUsd))

  test.each([
    [-5, 'budget.usd is "-5", expected 0 or more USD, like 5 or "0.25"'],
    [NaN, 'budget.usd is NaN (number), expected decimal digits in USD, like 5 or "0.25"'],
    [Infinity, 'budget.usd is Infinity (number), expected decimal digits in USD, like 5 or "0.25"'],
    [
      1e-13,
      'budget.usd is "0.0000000000001", expected at most 12 decimals in USD, like 5 or "0.25": it is never rounded',
    ],
  ])('%j is refused, in words', (usd, message) => {
    expect(() => picoUsdOf(usd, 'budget.usd')).toThrow(new MoneyError(message))
  })

  test.each([
    [123_000_000n, '0.000123'],
    [0n, '0'],
    [1n, '0.000000000001'],
    [5_000_000_000_000n, '5'],
    [-1_500_000_000_000n, '-1.5'],
    [123_456_789_012_345_678_901n, '123456789.012345678901'],
  ])('%d pico-dollars are %s', (picoUsd, usd) => expect(usdOf(picoUsd)).toBe(usd))

  test('is written and read without a loss, however large', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (picoUsd) => {
        expect(picoUsdOf(usdOf(picoUsd))).toBe(picoUsd)
      }),
    )
  })
})

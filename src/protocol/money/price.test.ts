import { expect, test } from 'vitest'
import { MoneyError } from './picoUsd.ts'
import { priceTableOf, type Price } from './price.ts'

test('kinds that are left out cost as much as the kind that they are part of', () => {
  expect(priceTableOf({ input: '0.85', output: '2.10' })).toEqual({
    input: 850_000n,
    cachedInput: 850_000n,
    cacheWrite: 850_000n,
    output: 2_100_000n,
    reasoning: 2_100_000n,
  })
})

test('kinds that are given cost what they say, 0 too', () => {
  const price: Price = { input: '3', cachedInput: '0.30', cacheWrite: '3.75', output: '15', reasoning: '0' }
  expect(priceTableOf(price)).toEqual({
    input: 3_000_000n,
    cachedInput: 300_000n,
    cacheWrite: 3_750_000n,
    output: 15_000_000n,
    reasoning: 0n,
  })
})

test.each([
  [{ input: '-1', output: '1' }, 'price.input is "-1", expected 0 or more USD per million tokens, like "0.42"'],
  [
    { input: '1' },
    'price.output is undefined (undefined), expected decimal digits in USD per million tokens, like "0.42"',
  ],
  [
    { input: '1', output: '1', cachedInput: '' },
    'price.cachedInput is "", expected decimal digits in USD per million tokens, like "0.42"',
  ],
  [
    { input: '1', output: '1', reasoning: null },
    'price.reasoning is null (object), expected decimal digits in USD per million tokens, like "0.42"',
  ],
  [
    { input: '1', output: '1', cached_input: '0.1' },
    'price.cached_input is no kind of token: there are input, cachedInput, cacheWrite, output, reasoning',
  ],
  [null, 'price is null, expected { input: "0.42", output: "0.42" }'],
  ['0.42', 'price is 0.42, expected { input: "0.42", output: "0.42" }'],
])('%j is refused, in words', (price, message) => {
  expect(() => priceTableOf(price as unknown as Price)).toThrow(new MoneyError(message))
})

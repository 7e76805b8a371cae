import { expect, test } from 'vitest'
import { budgetFrom, pricesFrom } from './moneyOptions.ts'
import { ClientOptionsError } from './optionsError.ts'

test('what is right goes through', () => {
  expect(budgetFrom(5)).toBe(5_000_000_000_000n)
  expect(pricesFrom('deepseek', { input: '0.42', output: '0.42' }).reasoning).toBe(420_000n)
})

test('a mistake names the endpoint and the field, or the policy', () => {
  expect(() => pricesFrom('deepseek', { input: '0,42', output: '0.42' })).toThrow(
    new ClientOptionsError(
      'the price of "deepseek".input is "0,42", expected decimal digits in USD per million tokens, like "0.42"',
    ),
  )
  expect(() => budgetFrom(-5)).toThrow(
    new ClientOptionsError('budget.usd is "-5", expected 0 or more USD, like 5 or "0.25"'),
  )
})

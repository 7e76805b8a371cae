import { expect, test } from 'vitest'
import { Bills } from './bills.ts'

test('prices are read once for all rules that ask by them', () => {
  const prices = { a: { input: '1', output: '2' } }
  expect(Bills.by(prices)).toBe(Bills.by(prices))
  expect(Bills.by(prices)).not.toBe(Bills.by({ ...prices }))
})

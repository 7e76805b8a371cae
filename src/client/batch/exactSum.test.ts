import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactSum } from './exactSum.ts'

test.each([
  ['0', '0', '0'],
  ['0.1', '0.2', '0.3'],
  ['0.5', '0.5', '1'],
  ['9007199254740993', '0.000000000001', '9007199254740993.000000000001'],
  ['1.10', '2.9', '4'],
  ['0.0000000000004', '5', '5.0000000000004'],
])('%s + %s = %s', (a, b, sum) => {
  expect(exactSum(a, b)).toBe(sum)
  expect(exactSum(b, a)).toBe(sum)
})

const picoDigits = 12
const decimalOf = (pico: bigint) => {
  const digits = pico.toString().padStart(picoDigits + 1, '0')
  return `${digits.slice(0, -picoDigits)}.${digits.slice(-picoDigits)}`
}

test('any number of amounts is as exact as whole numbers', () => {
  const amounts = fc.array(fc.bigInt({ min: 0n, max: 10n ** 20n }), { maxLength: 50 })
  fc.assert(
    fc.property(amounts, (picos) => {
      const sum = picos.map(decimalOf).reduce(exactSum, '0')
      const whole = picos.reduce((total, pico) => total + pico, 0n)
      expect(exactSum(sum, '0')).toBe(exactSum(decimalOf(whole), '0'))
      expect(sum).not.toMatch(/\.\d*0$/)
    }),
    { numRuns: 300 },
  )
})

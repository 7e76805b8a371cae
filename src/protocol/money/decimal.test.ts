import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { decimalOfNumber, inUnitsOf, readDecimal, shifted, textOfDecimal } from './decimal.ts'

describe('a decimal text', () => {
  test.each([
    ['0.42', 42n, 2],
    ['15', 15n, 0],
    ['-3', -3n, 0],
    ['0.4200', 42n, 2],
    ['100', 100n, 0],
    ['007', 7n, 0],
    ['0.0', 0n, 0],
  ])('%s', (text, digits, places) => expect(readDecimal(text)).toEqual({ digits, places }))

  test.each([
    '',
    ' ',
    '1,5',
    '.5',
    '5.',
    '1e3',
    '+1',
    '--1',
    '1.2.3',
    'NaN',
    'Infinity',
    '0x10',
    '1 ',
    '٣',
    '9'.repeat(101),
  ])('is not %j', (text) => expect(readDecimal(text)).toBeUndefined())
})

describe('a floating-point number', () => {
  test.each([
    [2.7e-7, '0.00000027'],
    [0.1, '0.1'],
    [1e21, '1000000000000000000000'],
    [1.5e-5, '0.000015'],
    [-0, '0'],
    [0.0000029999900000000002, '0.0000029999900000000002'],
  ])('%d is exactly %s', (value, text) => expect(textOfDecimal(decimalOfNumber(value)!)).toBe(text))

  test.each([NaN, Infinity, -Infinity, 5e-324, 1e300])('%d is none that could be money', (value) =>
    expect(decimalOfNumber(value)).toBeUndefined(),
  )
})

const decimals = fc.record({ digits: fc.bigInt({ min: -(10n ** 30n), max: 10n ** 30n }), places: fc.nat(20) })

test('what is written is read again, and a shift there and back changes nothing', () => {
  fc.assert(
    fc.property(decimals, fc.integer({ min: -20, max: 20 }), (decimal, by) => {
      const read = readDecimal(textOfDecimal(decimal))!
      expect(read.digits * 10n ** BigInt(decimal.places)).toBe(decimal.digits * 10n ** BigInt(read.places))
      expect(shifted(shifted(read, by), -by)).toEqual(read)
      // A shift by `by` is a multiplication, here of whole numbers only.
      const [moved, scale] = [inUnitsOf(shifted(read, by), 60)!, inUnitsOf(read, 60)!]
      expect(by >= 0 ? moved : moved * 10n ** BigInt(-by)).toBe(by >= 0 ? scale * 10n ** BigInt(by) : scale)
    }),
  )
})

test('every finite number of a sane size is its shortest text', () => {
  fc.assert(
    fc.property(fc.double({ min: 1e-90, max: 1e90, noNaN: true }), (value) => {
      expect(Number(textOfDecimal(decimalOfNumber(value)!))).toBe(value)
    }),
  )
})

import { describe, expect, test } from 'vitest'
import { count, duration, instant, list, number } from './format.ts'

describe('numbers and times in English', () => {
  test.each([
    [0, '0'],
    [999, '999'],
    [1106, '1,106'],
    [1_234_567.5, '1,234,567.5'],
    [-4200, '-4,200'],
  ])('%d is written %s', (value, text) => expect(number(value)).toBe(text))

  test.each([
    [0, '0 ms'],
    [3.1416, '3.1 ms'],
    [212.4, '212 ms'],
    [999.7, '1000 ms'],
    [4212, '4.2 s'],
    [59_949, '59.9 s'],
    [59_950, '1 min'],
    [65_000, '1 min 5 s'],
    [3_599_600, '1 h'],
    [4_320_000, '1 h 12 min'],
    [11_520_000, '3 h 12 min'],
  ])('%d ms lasts %s', (ms, text) => expect(duration(ms)).toBe(text))

  test('an instant stays in ms, however late', () => expect(instant(61_212.34)).toBe('61,212.3 ms'))

  test('one is singular', () => {
    expect([count(0, 'call'), count(1, 'call'), count(1106, 'call')]).toEqual(['0 calls', '1 call', '1,106 calls'])
  })

  test('lists end in "and", long ones in how many more', () => {
    expect(list(['a'])).toBe('a')
    expect(list(['a', 'b', 'c'])).toBe('a, b and c')
    expect(list(['a', 'b', 'c', 'd'], 2)).toBe('a, b and 2 more')
  })
})

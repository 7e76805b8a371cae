import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cutTo, fit, wrap } from './layout.ts'

test('fit is exact', () => {
  expect(fit('abc', 5)).toBe('abc  ')
  expect(fit('abcdef', 5)).toBe('abcd…')
  expect(cutTo('abc', 5)).toBe('abc')
})

test('a paragraph breaks at spaces and hangs', () => {
  expect(wrap('  x storm: came back too early', 18, 4)).toEqual(['  x storm: came', '    back too early'])
})

test('a word that fits nowhere is broken', () => {
  expect(wrap('a bbbbbbbbbbbb', 6, 2)).toEqual(['a bbbb', '  bbbb', '  bbbb'])
})

test('no line is too wide and no text is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ' ') }), fc.integer({ min: 6, max: 20 }), (text, width) => {
      const lines = wrap(text, width, 4)
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(width)
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
    }),
  )
})

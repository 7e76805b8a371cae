import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isHugeJson } from './hugeJson.ts'

/** Documents below this size are not looked at. */
const padding = ' '.repeat(16 * 1024)

describe('a document is huge', () => {
  test.each([
    ['deeper than 512 levels', '['.repeat(513)],
    ['deeper in objects', '{"a":'.repeat(513)],
    ['of more than a million members', `[${'0,'.repeat(1_000_000)}`],
    ['of more than a million objects', '{}'.repeat(1_000_001)],
    ['behind a string that ends in an escaped backslash', `"\\\\"${'['.repeat(513)}`],
    ['behind a string that ends in an escaped quote', `"\\""${'['.repeat(513)}`],
  ])('%s', (_story, text) => {
    expect(isHugeJson(padding + text)).toBe(true)
  })
})

describe('a document is not huge', () => {
  test.each([
    ['at 512 levels', '['.repeat(512)],
    ['of a million members', `[${'0,'.repeat(999_999)}`],
    ['whose brackets stand side by side', '[]'.repeat(100_000)],
    ['whose brackets stand in a string', `"${'['.repeat(1_000_000)}"`],
    ['whose brackets stand behind an escaped quote', `"\\"${'['.repeat(1_000)}"`],
    ['that is a string without end', `"${'['.repeat(1_000)}`],
  ])('%s', (_story, text) => {
    expect(isHugeJson(padding + text)).toBe(false)
  })

  test('as long as it is short', () => {
    expect(isHugeJson('['.repeat(16 * 1024))).toBe(false)
  })

  test('whatever a sane one says', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 20 }), (text) => {
        expect(isHugeJson(padding + text)).toBe(false)
      }),
      { numRuns: 200 },
    )
  })

  test('a level more is seen wherever it stands in a sane one', () => {
    const deep = '['.repeat(513) + ']'.repeat(513)
    fc.assert(
      fc.property(fc.array(fc.json()), fc.array(fc.json()), (before, after) => {
        expect(isHugeJson(`${padding}[${[...before, deep, ...after].join()}]`)).toBe(true)
      }),
      { numRuns: 100 },
    )
  })
})

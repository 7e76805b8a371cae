import { expect, test } from 'vitest'
import { lettersOf } from '../../../test/support/fontLetters.ts'
import { en } from '../../messages/en.ts'
import { vi } from '../../messages/vi.ts'
import { fontFiles } from './font.ts'

type Group = Readonly<Record<string, unknown>>
/** Of what a function says its source is looked at. */
const saidIn = (group: Group): string[] =>
  Object.entries(group).flatMap(([name, text]) => {
    // Markdown alone has these, and whoever shows it has emoji.
    if (name === 'signs') return []
    return typeof text === 'object' && text !== null ? saidIn(text as Group) : [String(text)]
  })

/** All letters of Vietnamese: twelve vowels in six tones, and đ. */
const tones = ['', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323']
const vowels = 'aăâeêioôơuưy'.split('').flatMap((vowel) => tones.map((tone) => (vowel + tone).normalize('NFC')))
const alphabet = [...vowels, 'đ'].flatMap((letter) => [letter, letter.toUpperCase()])

test.each(fontFiles)('$path has a glyph for every letter of Vietnamese, and for all that is said', ({ path }) => {
  const has = lettersOf(path)
  const said = new Set([alphabet, '₫¥$±∞…', saidIn(en), saidIn(vi)].flat().join(''))
  expect([...said].filter((letter) => letter >= ' ' && !has(letter))).toEqual([])
  expect(alphabet.filter((letter) => letter.length !== 1)).toEqual([])
})

test('a font is asked for its own glyphs', () => {
  const has = lettersOf(fontFiles[0].path)
  expect(['a', 'ộ', '漢', '✅'].map(has)).toEqual([true, true, false, false])
})

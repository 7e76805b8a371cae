import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { KeyPieces } from './keyPieces.ts'

const key = 'sk-live/Zt8QpW3+nX5=%20'
const pieces = new KeyPieces(key)
const scrubbed = (text: string) => pieces.replaceIn(text, '*')

describe('a key is found', () => {
  const hex = (unit: number) => (letter: string) => letter.charCodeAt(0).toString(16).padStart(unit, '0')
  const each = (write: (letter: string) => string) => Array.from(key, write).join('')
  test.each([
    ['as it is', key],
    ['in capitals', key.toUpperCase()],
    ['as PHP writes JSON', JSON.stringify(key).slice(1, -1).replaceAll('/', '\\/')],
    ['as JSON in JSON', key.replaceAll('/', '\\\\\\/')],
    ['as a part of a URL', encodeURIComponent(key)],
    ['as a part of a URL in a URL', encodeURIComponent(encodeURIComponent(key))],
    ['percent by percent', each((letter) => `%${hex(2)(letter)}`)],
    ['escaped letter by letter', each((letter) => `\\u${hex(4)(letter)}`)],
    ['escaped as JavaScript may', each((letter) => `\\x${hex(2)(letter)}`)],
    ['in XML', each((letter) => `&#${letter.charCodeAt(0)};`)],
    ['in XML, in hexadecimal', each((letter) => `&#x${hex(2)(letter)};`)],
  ])('%s', (_how, written) => expect(scrubbed(`key: ${written}!`)).toBe('key: *!'))

  test('in pieces of eight', () => {
    expect(scrubbed(`begins with ${key.slice(0, 8)}, ends with ${key.slice(-8)}`)).toBe('begins with *, ends with *')
  })

  test('twice', () => expect(scrubbed(`${key} ${key}${key}`)).toBe('* **'))
})

describe('nothing else is', () => {
  test.each([
    '',
    'sk-live',
    'sk-liveZt8QpW3',
    'a sentence of 100 % and a \\ and &amp;',
    'Xin chào %zz',
    'İ'.repeat(20),
  ])('%j', (text) => expect(scrubbed(text)).toBe(text))

  test('of a key that is too short to have pieces', () => {
    expect(new KeyPieces('ollama').replaceIn('is ollama there?', '*')).toBe('is ollama there?')
  })
})

test('whatever a text repeats of a key, no eight characters of it stay', () => {
  const letter = fc.constantFrom(...'abAB12-/%\\u&;#x'.split(''))
  const keys = fc.string({ unit: letter, minLength: 8, maxLength: 20 })
  const parts = fc.array(fc.tuple(fc.nat(19), fc.nat(20), fc.string({ unit: letter, maxLength: 4 })), { maxLength: 5 })
  fc.assert(
    fc.property(keys, parts, (secret, cuts) => {
      const text = cuts.map(([from, length, between]) => secret.slice(from, from + length) + between).join('')
      const left = new KeyPieces(secret).replaceIn(text, ' ')
      for (let index = 0; index + 8 <= secret.length; index += 1)
        expect(left).not.toContain(secret.slice(index, index + 8))
    }),
    { numRuns: 500 },
  )
})

describe.each(['base64', 'base64url'] as const)('as %s', (encoding) => {
  const secret = 'sk-proj-Zt8QpW3nX5aB7~~??cD9eF1g'
  test.each(['', 'u:', 'me:', 'Bearer '])('behind %j, it is found', (before) => {
    const text = new KeyPieces(secret).replaceIn(Buffer.from(before + secret).toString(encoding), '*')
    expect(text).toContain('*')
    expect(text.length).toBeLessThan(20)
  })
})

test('what stands in its place may be made of what was found: as many letters, for one', () => {
  const filled = (text: string) => pieces.replaceIn(text, (found) => '.'.repeat(found.length))
  const text = `a ${encodeURIComponent(key)} b ${key.slice(3, 12)} c`
  expect(filled(text)).toBe(`a ${'.'.repeat(encodeURIComponent(key).length)} b ${'.'.repeat(9)} c`)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Secret } from './secret.ts'

const key = 'sk-proj-Zt8QpW3nX5aB7cD9eF1g'
const secret = new Secret(key)

describe('a piece of a key is taken out', () => {
  test.each([
    ['its beginning', `provided: ${key.slice(0, 20)}...`, 'provided: sk-proj-[redacted]...'],
    ['its end', `provided: …${key.slice(-10)}.`, 'provided: …[redacted].'],
    ['its middle, 8 characters', `<${key.slice(12, 20)}>`, '<[redacted]>'],
    ['two pieces', `${key.slice(8, 17)} and ${key.slice(-8)}`, '[redacted] and [redacted]'],
    ['cut in the middle', `${key.slice(0, 17)}*****${key.slice(-9)}`, 'sk-proj-[redacted]*****[redacted]'],
    ['at the very end', `x${key.slice(-8)}`, 'x[redacted]'],
  ])('%s', (_what, text, scrubbed) => {
    expect(secret.scrub(text)).toBe(scrubbed)
  })

  test.each(['base64', 'base64url'] as const)('as %s, alone or behind a name', (encoding) => {
    for (const before of ['', 'u:', 'me:', 'Bearer ']) {
      const text = secret.scrub(Buffer.from(before + key).toString(encoding))
      expect(text).toContain('[redacted]')
      expect(text.length).toBeLessThan(26)
    }
  })
})

describe('what tells keys apart stays', () => {
  test.each([
    'Incorrect API key provided: sk-proj-Zt8Q********eF1g.',
    'Incorrect API key provided: sk-proj-Zt8QpW3…9eF1g.',
    'keys begin with sk-proj-',
    'Not found',
    'short',
    '',
  ])('%j', (text) => {
    expect(secret.scrub(text)).toBe(text)
  })
})

test('no text keeps 8 characters of a key beyond its prefix', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abAB01-_'), minLength: 8, maxLength: 40 })
  const pieces = fc.array(fc.tuple(fc.nat(40), fc.nat(40), fc.string({ maxLength: 5 })), { maxLength: 6 })
  fc.assert(
    fc.property(letters, pieces, (body, cuts) => {
      const text = cuts.map(([from, to, between]) => `sk-${body}`.slice(from, to) + between).join('')
      const left = new Secret(`sk-${body}`).scrub(text).replaceAll('[redacted]', '\0')
      for (let at = 0; at + 8 <= body.length; at += 1) expect(left).not.toContain(body.slice(at, at + 8))
    }),
  )
})

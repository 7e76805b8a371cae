import { createHash } from 'node:crypto'
import { deflateRawSync } from 'node:zlib'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalCase, caseOf } from '../counterexample/case.ts'
import { randomCase } from '../explore/case/index.ts'
import { dictionary } from './dictionary.ts'
import { packCase, unpackCase } from './packCase.ts'

const packed = (text: string) => deflateRawSync(text, { dictionary }).toString('base64url')

describe('a packed case', () => {
  test('is unpacked as it was', () => {
    fc.assert(
      fc.property(randomCase(fc), (scenario) => {
        const given = caseOf(scenario)
        expect(packCase(given)).toMatch(/^[\w-]+$/)
        expect(unpackCase(packCase(given))).toEqual(given)
      }),
      { numRuns: 300 },
    )
  })

  test('is short before it is shrunk: less than a third of its JSON', () => {
    const cases = fc.sample(randomCase(fc), { numRuns: 200, seed: 1 }).map((scenario) => caseOf(scenario))
    const shares = cases.map((given) => packCase(given).length / canonicalCase(given).length).toSorted((a, b) => a - b)
    expect(shares[100]).toBeLessThan(0.33)
  })

  test('of a token that was printed years ago is read: the dictionary is as it was', () => {
    expect(createHash('sha256').update(dictionary).digest('hex').slice(0, 16)).toBe('740866784c362ca0')
  })
})

describe('what is no packed case', () => {
  test.each([
    ['nothing', ''],
    ['letters', 'abcdefgh'],
    ['no JSON', packed('{"upstream":')],
    ['no text', deflateRawSync(Buffer.from([0x22, 0xff, 0x22]), { dictionary }).toString('base64url')],
    ['a case cut short', packCase(caseOf(fc.sample(randomCase(fc), 1)[0]!)).slice(0, -8)],
    ['a megabyte and more', packed(JSON.stringify({ upstream: ' '.repeat(1024 * 1024) }))],
    ['a hundred thousand brackets', packed('['.repeat(100_000) + ']'.repeat(100_000))],
    ['a fault without a floor', packed('{"a":'.repeat(200) + '1' + '}'.repeat(200))],
  ])('%s is nothing', (_story, text) => expect(unpackCase(text)).toBeUndefined())

  test('whatever it is, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        unpackCase(Buffer.from(bytes).toString('base64url'))
      }),
    )
  })
})

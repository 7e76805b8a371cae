import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { expectNothingOf, key, writings } from '../../../test/support/secrets.ts'
import { pieces } from '../../../test/support/recorded.ts'
import { Redactor } from './redactor.ts'

function redactorFor(...secrets: string[]): Redactor {
  const redactor = new Redactor()
  redactor.learn(...secrets)
  return redactor
}

const bodyOf = (text: string, redactor = redactorFor(key)) => redactor.body(Buffer.from(text)).toString()
const inPieces = (text: string, length: number) => text.match(new RegExp(`.{1,${length}}`, 'gsu')) ?? []

describe('a secret that is known', () => {
  test.each(Object.entries(writings))('%s', (_how, write) => {
    const body = `{"error":{"message":"no such key: ${write(key)}!"}}`
    const redacted = bodyOf(body)
    expectNothingOf(key, redacted)
    expect(redacted).toHaveLength(body.length)
    expect(() => JSON.parse(redacted) as unknown).not.toThrow()
  })

  test.each([1, 2, 3, 5, 7])('said by a model in pieces of %i letters', (length) => {
    const body = ['the key is ', ...inPieces(key, length), '.'].map(pieces.delta).join('')
    const redacted = bodyOf(body)
    const said = [...redacted.matchAll(/"content":"([^"]*)"/g)].map(([, text]) => text).join('')
    expectNothingOf(key, said)
    expect(said).toBe(`the key is ${'*'.repeat(key.length)}.`)
  })

  test('said in pieces, by two choices in turns', () => {
    const letters = inPieces(key, 3)
    const body = letters.flatMap((text) =>
      [0, 1].map((index) => pieces.event({ choices: [{ index, delta: { content: index === 0 ? text : 'and' } }] })),
    )
    const said = [...bodyOf(body.join('')).matchAll(/"index":0,"delta":\{"content":"([^"]*)"/g)]
    expectNothingOf(key, said.map(([, text]) => text).join(''))
    expect(said).toHaveLength(letters.length)
  })

  test('as the arguments of a tool, escaped twice', () => {
    const call = JSON.stringify({ key })
    const body = inPieces(call, 4).map((text) =>
      pieces.event({ choices: [{ index: 0, delta: { tool_calls: [{ index: 0, function: { arguments: text } }] } }] }),
    )
    const said = [...bodyOf(body.join('')).matchAll(/"arguments":"((?:[^"\\]|\\.)*)"/g)].map(([, text]) => text)
    expectNothingOf(key, said.join(''))
  })

  test('shorter ones go where they stand whole; words stay', () => {
    expect(bodyOf('the pass is pass7, say pass', redactorFor('pass7', 'it'))).toBe('the pass is *****, say pass')
  })

  test('of many the oldest are forgotten, the newest never', () => {
    const redactor = redactorFor(...Array.from({ length: 1_500 }, (_, index) => `secret-number-${index}`))
    expect(redactor.text('secret-number-1499')).toBe('*'.repeat(18))
  })
})

describe('what looks like a secret, though nobody named it', () => {
  test.each([
    ['sk-proj-a8Fk2mZ9', 'Incorrect API key provided: ?'],
    ['sk-ant-api03-abcdefgh', '?'],
    ['sk-abcdefgh', '{"message":"line\\n?"}'],
    ['\\u0073k-abcdefgh1234567', '{"message":"?"}'],
    ['rk_live_8Fk2mZ9aQ', 'key=?'],
    ['eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2ln', 'token ?'],
    ['abcdefghijklmnopqrst', 'authorization: Bearer ?'],
    ['QWxhZGRpbjpvcGVu1=', 'authorization: Basic ?'],
    ['org-AbCd1234EfGh5678', 'in organization ? on tokens per min'],
    ['ak-f3k29dk2', 'Your account org-0<?> request reached'],
    ['s3cr3t', 'GET /v1/models?api-key=?&x=1'],
    ['s3cr3t', 'https://x.test/?a=b&access_token=?'],
    ['user:pass', 'https://?@proxy.test'],
    ['jane.doe+x@mail.example.org', 'Dear ?,'],
    ['AIzaSyA1234567890abcdefghijklmnop', '?'],
    ['AKIAIOSFODNN7EXAMPLE', '?'],
    ['ghp_abcdefghijklmnopqrst', '?'],
    ['gsk_abcdefghijklmnopqrst', '?'],
    ['a1b2', '{"request_id":"?"}'],
    ['acme', '{"organization": "?"}'],
    ['jane', '{"user_id":"?","x":"y"}'],
  ])('%s in %s', (secret, text) => {
    const at = text.lastIndexOf('?')
    const filled = (what: string) => text.slice(0, at) + what + text.slice(at + 1)
    expect(bodyOf(filled(secret), new Redactor())).toBe(filled('*'.repeat(secret.length)))
  })

  test('said in pieces', () => {
    const body = inPieces('mail to jane@example.org or sk-abcdefgh1234', 3).map(pieces.delta).join('')
    const said = [...bodyOf(body, new Redactor()).matchAll(/"content":"([^"]*)"/g)].map(([, text]) => text).join('')
    expect(said).toBe('mail to **************** or ***************')
  })

  test.each([
    'a task-oriented, user-friendly, risk-adjusted answer about an org-chart',
    'the bearer understands basic understanding of tokens, keys and passwords',
    'Xin chào 🐢, at 10:30 @ home, 3@4',
    '{"choices":[{"index":0,"delta":{"content":"token"},"logprobs":{"content":[{"token":"key"}]}}]}',
    'Rate limit reached for gpt-4o: Limit 300000, Used 286751. Visit https://platform.openai.com/account/rate-limits?tab=usage',
  ])('not: %s', (text) => expect(bodyOf(text, new Redactor())).toBe(text))
})

test('any body stays as long as it was, and nothing of a known key stays in it', () => {
  const letters = fc.constantFrom(...'ab12-/%\\u&;#x"\n:{}'.split(''), 'é', '"content":"')
  const keys = fc.string({ unit: fc.constantFrom(...'abAB12-_/+='.split('')), minLength: 16, maxLength: 40 })
  const parts = fc.array(fc.tuple(fc.nat(30), fc.nat(40), fc.string({ unit: letters, maxLength: 8 })), { maxLength: 6 })
  fc.assert(
    fc.property(keys, parts, (secret, cuts) => {
      const text = cuts.map(([from, length, between]) => secret.slice(from, from + length) + between).join('')
      const redacted = redactorFor(secret).body(Buffer.from(text))
      expect(redacted).toHaveLength(Buffer.byteLength(text))
      for (let index = 0; index + 8 <= secret.length; index += 1)
        expect(redacted.toString().includes(secret.slice(index, index + 8))).toBe(false)
    }),
    { numRuns: 500 },
  )
})

test.each(['a', '"', '\\"', '"a":"', 'a@', '?key', '://', 'sk-', 'eyJ', 'bearer ', '\\', 'a.', '%25', '\n'])(
  'a hundred thousand times %j takes no time to speak of',
  (part) => {
    // A pattern that looks back over all that it read would take minutes.
    expect(bodyOf(part.repeat(100_000))).toHaveLength(part.length * 100_000)
  },
)

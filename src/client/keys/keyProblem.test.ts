import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isPadded, keyProblem } from './keyProblem.ts'

describe('a key that is none is caught', () => {
  test.each([
    ['missing', undefined],
    ['missing', null],
    ['empty', ''],
    ['empty', ' \r\n\t'],
    ['placeholder', 'YOUR_HOLYSHEEP_API_KEY'],
    ['placeholder', ' YOUR_HOLYSHEEP_API_KEY\n'],
    ['placeholder', '<your-api-key>'],
    ['placeholder', '<API KEY>'],
    ['placeholder', 'sk-...'],
    ['placeholder', 'sk-…'],
    ['placeholder', 'sk-proj-••••••••3f9A'],
    ['placeholder', 'sk-abc***********xyz'],
    ['placeholder', 'sk-xxxxxxxx'],
    ['placeholder', 'sk-XXXX-XXXX-XXXX'],
    ['placeholder', 'xxxxxxxxxxxxxxxx'],
    ['placeholder', 'REPLACE_ME'],
    ['placeholder', 'replace-with-your-key'],
    ['placeholder', 'changeme'],
    ['placeholder', 'change-this'],
    ['placeholder', 'insert your key here'],
    ['placeholder', 'sk-your-openai-key'],
    ['placeholder', 'YourApiKey'],
    ['placeholder', 'API_KEY_HERE'],
    ['placeholder', '{{API_KEY}}'],
    ['placeholder', '{api_key}'],
    ['placeholder', '[API KEY]'],
    ['placeholder', '__API_KEY__'],
    ['placeholder', '$HOLYSHEEP_API_KEY'],
    ['placeholder', '${HOLYSHEEP_API_KEY}'],
    ['placeholder', '${{ secrets.HOLYSHEEP_API_KEY }}'],
    ['placeholder', '$(cat key.txt)'],
    ['placeholder', '$env:HOLYSHEEP_API_KEY'],
    ['placeholder', '%HOLYSHEEP_API_KEY%'],
    ['placeholder', 'process.env.HOLYSHEEP_API_KEY'],
    ['placeholder', "process.env['HOLYSHEEP_API_KEY']"],
    ['placeholder', 'os.environ["HOLYSHEEP_API_KEY"]'],
    ['placeholder', "env('HOLYSHEEP_API_KEY')"],
    ['placeholder', 'HOLYSHEEP_API_KEY'],
    ['placeholder', 'API_KEY'],
    ['placeholder', 'undefined'],
    ['placeholder', '[object Promise]'],
    ['placeholder', 'Bearer YOUR_HOLYSHEEP_API_KEY'],
    ['placeholder', '"YOUR_HOLYSHEEP_API_KEY"'],
    ['placeholder', 'Bearer ${TOKEN}'],
    ['placeholder', '"<key>"'],
    ['placeholder', 'Authorization: Bearer "$TOKEN"'],
    ['unsendable', 'Bearer sk-Zt8Q'],
    ['unsendable', 'bearer  sk-Zt8Q'],
    ['unsendable', 'Authorization: Bearer sk-Zt8Q'],
    ['unsendable', 'Bearer'],
    ['unsendable', '"sk-Zt8Q"'],
    ['unsendable', "'sk-Zt8Q'"],
    ['unsendable', '“sk-Zt8Q”'],
    ['unsendable', 'sk-Zt8Q"'],
    ['unsendable', 'sk-Zt\n8Q'],
    ['unsendable', 'sk-Zt 8Q'],
    ['unsendable', 'sk-é'],
    ['unsendable', 'sk-Zt8Q\u200b'],
    ['unsendable', 'sk-🔑'],
    ['unsendable', 42],
  ])('%s: %j', (kind, raw) => {
    expect(keyProblem(raw as string)?.kind).toBe(kind)
  })

  test.each([
    [undefined, "the apiKey is missing: give the provider's key, for example apiKey: env('OPENAI_API_KEY')"],
    ['', /^the apiKey is empty: give the provider's key/],
    ['YOUR_HOLYSHEEP_API_KEY', /^the apiKey is a placeholder; put your own key in its place/],
    ['$HOLYSHEEP_API_KEY', /a variable that was not expanded/],
    ['HOLYSHEEP_API_KEY', /the name of a variable, not its value/],
    ['sk-…', /cut short or masked.*copy the whole key/],
    ['undefined', /the variable behind it is not set/],
    ['Bearer sk-Zt8Q', 'the apiKey begins with the word Bearer: leave it out, the client adds it'],
    ['"sk-Zt8Q"', 'the apiKey has quotes around it: leave them out'],
    ['sk-Zt\n8Q', 'the apiKey holds white space, which no key has: was more copied than the key?'],
    ['sk-Zt8Q\u200b', /the character U\+200B/],
    ['sk-🔑', /the character U\+1F511/],
    [42 as unknown as string, 'the apiKey is a number, expected a string'],
  ])('%j: the message says how to mend it', (raw, message) => {
    expect(keyProblem(raw)?.message).toMatch(message)
  })
})

describe('what may be a key is let through', () => {
  test.each([
    'not-a-key',
    'test',
    'key-a',
    'sk-test',
    'sk-1',
    'EMPTY',
    'ollama',
    'not-needed',
    'sk-no-key-required',
    'token-abc123',
    'AKIAIOSFODNN7EXAMPLE',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
    'yourself',
    'sk-xx',
    'sk-xxxxxxxa',
    'bearer-of-news',
    '0f8fad5b-d9cb-469f-a165-70867728950e',
  ])('%s', (key) => {
    expect(keyProblem(key)).toBeUndefined()
    expect(keyProblem(` ${key}\r\n`)).toBeUndefined()
  })

  const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.split('')
  const bodies = (letters: string[]) => fc.string({ unit: fc.constantFrom(...letters), minLength: 16, maxLength: 96 })
  const prefixes = [
    '',
    'sk-',
    'sk-proj-',
    'sk-or-v1-',
    'sk-ant-api03-',
    'sk-hs-',
    'gsk_',
    'hs_live_',
    'xai-',
    'AIza',
    'r8_',
  ]

  test('any random key with a usual prefix', () => {
    const keys = fc.tuple(fc.constantFrom(...prefixes), fc.oneof(bodies(base62), bodies([...base62, '-', '_'])))
    fc.assert(
      // Sixteen equal letters are no random key; the generator makes some, chance does not.
      fc.property(keys, ([prefix, body]) => {
        fc.pre(new Set(body).size > 4)
        expect(keyProblem(prefix + body)).toBeUndefined()
      }),
      { numRuns: 5_000 },
    )
  })

  test('no message holds the key, whatever is wrong with it', () => {
    const spoiled = fc.tuple(
      fc.constantFrom('Bearer ', '"', '<', '$', '${', 'your-', '{{', '', '\u00e9', 'process.env.'),
      bodies(base62),
      fc.constantFrom('"', '>', '}', '}}', '', '...', '\u200b', ' x', '\n'),
    )
    fc.assert(
      fc.property(spoiled, ([before, body, after]) => {
        expect(keyProblem(before + body + after)?.message ?? '').not.toContain(body)
      }),
      { numRuns: 2_000 },
    )
  })
})

test.each([
  ['sk-1\n', true],
  [' sk-1', true],
  ['\ufeffsk-1', true],
  ['sk-1', false],
  ['', false],
  [undefined, false],
])('padding is noticed: %j', (raw, padded) => {
  expect(isPadded(raw)).toBe(padded)
})

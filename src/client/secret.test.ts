import { format, inspect } from 'node:util'
import { expect, test } from 'vitest'
import { Secret } from './secret.ts'

const key = 'sk-live-0123456789'
const secret = new Secret(key)

test.each([
  ['String()', String(secret)],
  ['a template', `${secret as unknown as string}`],
  ['a sum', 'key: ' + (secret as unknown as string)],
  ['JSON', JSON.stringify({ secret, list: [secret] })],
  ['inspect', inspect(secret)],
  ['inspect, all the way down', inspect({ secret }, { depth: Infinity, showHidden: true })],
  ['console.log', format('%s %o %O %j', secret, secret, secret, secret)],
  ['the cause of an error', inspect(new Error('refused', { cause: secret }))],
  ['an error that holds it', inspect(Object.assign(new Error('refused'), { secret }))],
  ['its fields', JSON.stringify(Object.entries(secret)) + Reflect.ownKeys(secret).join()],
  ['a structured clone', JSON.stringify(structuredClone(Object.assign({}, secret)))],
])('a key is not printed by %s', (_way, printed) => {
  expect(printed).not.toContain(key)
})

test('what is printed in its place says so', () => {
  expect([String(secret), JSON.stringify(secret), inspect(secret)]).toEqual([
    '[redacted]',
    '"[redacted]"',
    '[redacted]',
  ])
})

test('only who asks for it gets it', () => {
  expect(secret.reveal()).toBe(key)
})

test.each([
  ['in the middle', `Incorrect API key provided: ${key}.`, 'Incorrect API key provided: [redacted].'],
  ['twice', `${key} is not ${key}`, '[redacted] is not [redacted]'],
  ['not at all', 'Not found', 'Not found'],
])('it is taken out of a text that echoes it: %s', (_story, text, scrubbed) => {
  expect(secret.scrub(text)).toBe(scrubbed)
})

test('what is sent beside it is taken out like it', () => {
  const both = new Secret(key, ['session-0123456789', ''])
  expect(both.scrub(`${key} of session-0123456789, session-0123`)).toBe('[redacted] of [redacted], [redacted]')
})

test('a key full of signs that a pattern would read is taken out too', () => {
  expect(new Secret('a.*$&+(').scrub('a.*$&+( and aXX')).toBe('[redacted] and aXX')
})

import { inspect } from 'node:util'
import { describe, expect, test } from 'vitest'
import { endpointsFrom, type EndpointOptions } from './endpoint.ts'
import { ClientOptionsError } from './optionsError.ts'

const good: EndpointOptions = { model: 'deepseek-chat', baseURL: 'https://api.test/v1', apiKey: 'sk-1' }
const one = (changed: Partial<EndpointOptions>) => endpointsFrom([{ ...good, ...changed }])[0]!

describe('endpoints', () => {
  test('are called by their model unless they have a name', () => {
    expect(one({}).id).toBe('deepseek-chat')
    expect(one({ id: 'cheap' }).id).toBe('cheap')
  })

  test.each(['https://api.test/v1', 'https://api.test/v1/', 'https://api.test/v1//'])('%s: one slash', (baseURL) => {
    expect(one({ baseURL }).url).toBe('https://api.test/v1/chat/completions')
  })

  test.each(['sk-1\n', '  sk-1', '\tsk-1 \r\n'])('a key with blanks around it (%j) is meant without', (apiKey) => {
    expect(one({ apiKey }).secret.reveal()).toBe('sk-1')
  })

  test('that have the same key share its fate, blanks or not', () => {
    const keys = ['sk-1', 'sk-2', 'sk-1\n']
    const endpoints = endpointsFrom(keys.map((apiKey, index) => ({ ...good, apiKey, id: `e${index}` })))
    expect(endpoints.map(({ credential }) => credential)).toEqual([0, 1, 0])
  })

  test('do not show their key', () => {
    expect(inspect(one({}), { depth: Infinity })).not.toContain('sk-1')
    expect(JSON.stringify(one({}))).not.toContain('sk-1')
  })
})

describe('mistakes are found before anything is sent', () => {
  test.each([
    ['no endpoint', [], /at least one endpoint/],
    ['an empty key', [{ ...good, apiKey: '' }], /^endpoint "deepseek-chat": the apiKey is empty/],
    ['a key of blanks', [{ ...good, apiKey: ' \n' }], /apiKey is empty/],
    ['no key at all (an unset variable)', [{ ...good, apiKey: undefined as unknown as string }], /apiKey is missing/],
    ['a newline inside the key', [{ ...good, apiKey: 'sk-\n1' }], /holds white space, which no key has/],
    ['a letter beyond ASCII', [{ ...good, apiKey: 'sk-é' }], /holds the character U\+00E9, which no key has/],
    ['a URL that is none', [{ ...good, baseURL: 'api.test/v1' }], /no valid baseURL: "api.test\/v1"/],
    ['no URL', [{ ...good, baseURL: '' }], /no valid baseURL/],
    ['half a window', [{ ...good, contextWindow: 0.5 }], /contextWindow of "deepseek-chat" is 0.5, expected a whole/],
    ['no output', [{ ...good, maxOutputTokens: 0 }], /maxOutputTokens of "deepseek-chat" is 0/],
    ['a quota of nothing', [{ ...good, quota: { rpm: 0 } }], /rpm of "deepseek-chat" is 0/],
    ['a negative quota', [{ ...good, quota: { tpm: -1 } }], /tpm of "deepseek-chat" is -1/],
    ['no permits', [{ ...good, quota: { maxConcurrent: NaN } }], /maxConcurrent of "deepseek-chat" is NaN/],
    ['a price that is none', [{ ...good, price: { input: 'x', output: '1' } }], /the price of "deepseek-chat"/],
    ['two of one name', [good, { ...good, apiKey: 'sk-2' }], /two endpoints are called "deepseek-chat"/],
  ])('%s', (_story, options, message) => {
    expect(() => endpointsFrom(options)).toThrow(ClientOptionsError)
    expect(() => endpointsFrom(options)).toThrow(message)
  })

  test('and the key that is wrong is not repeated', () => {
    expect(() => one({ apiKey: 'sk-secret\n1' })).toThrow(/^((?!sk-secret)[^])*$/)
  })
})

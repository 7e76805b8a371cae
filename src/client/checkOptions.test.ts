import { describe, expect, test } from 'vitest'
import { createClient, type ClientOptions } from './createClient.ts'
import { ClientOptionsError } from './optionsError.ts'
import * as builders from './policySpecs.ts'

const endpoint = { baseURL: 'https://api.test/v1', apiKey: 'sk-1', model: 'm' }
const good = { endpoints: [endpoint] }
const withEndpoint = (more: object) => ({ endpoints: [{ ...endpoint, ...more }] })

/** What JavaScript lets through: no compiler has looked at it. */
function mistakeOf(options: unknown): string {
  try {
    createClient(options as ClientOptions)
  } catch (error) {
    expect(error).toBeInstanceOf(ClientOptionsError)
    return (error as Error).message
  }
  return 'no mistake was found'
}

describe('options that nobody would read are told, with what was meant', () => {
  test.each([
    ['of the client', { ...good, polices: [] }, /^createClient has "polices", .*Did you mean "policies"\?/],
    ['of an endpoint', withEndpoint({ maxTokens: 1 }), /^endpoints\[0\] has "maxTokens", .*known: .*maxOutputTokens/],
    ['of a quota', withEndpoint({ quota: { max_rpm: 1 } }), /^quota of "m" has "max_rpm"/],
    [
      'of capabilities',
      withEndpoint({ capabilities: { tool: true } }),
      /^capabilities of "m" .*Did you mean "tools"\?/,
    ],
    ['of connections', { ...good, connection: { proxi: 'none' } }, /^connection has "proxi".*Did you mean "proxy"\?/],
    ['of the runtime', { ...good, runtime: { sinks: [] } }, /^runtime has "sinks".*Did you mean "sink"\?/],
    ['a sink that is none', { ...good, runtime: { sink: [] } }, /^runtime\.sink is a list, expected a function/],
  ])('%s', (_place, options, message) => {
    expect(mistakeOf(options)).toMatch(message)
  })

  const slips: readonly (readonly [name: keyof typeof builders, options: unknown, message: RegExp])[] = [
    ['retry', { maxRetries: 3 }, /^retry has "maxRetries"/],
    ['timeout', { headerMs: 1 }, /^timeout has "headerMs".*Did you mean "headersMs"\?/],
    ['timeout', { laterAttempts: { laterAttempts: {} } }, /^timeout\.laterAttempts has "laterAttempts"/],
    ['fallback', { contentPolice: 'fail' }, /Did you mean "contentPolicy"\?/],
    ['fallback', { on: ['RateLimitError'] }, /^fallback\.on\[0\] is "RateLimitError", expected one of invalid_request/],
    ['fallback', { on: 'auth' }, /^fallback\.on is "auth", expected a list/],
    ['circuitBreaker', { resetTimeout: 1 }, /^circuitBreaker has "resetTimeout"/],
    ['circuitBreaker', true, /^circuitBreaker is true, expected an object/],
    ['rateLimiter', { rpm: 1, bursts: 1 }, /Did you mean "burst"\?/],
    ['concurrency', { limit: 'aimd', initial: 1, min: 1, max: 2, tolerance: 2 }, /^concurrency has "tolerance"/],
    ['concurrency', { limit: 'vegas' }, /^concurrency: its limit is "vegas"/],
    ['concurrency', undefined, /^concurrency is undefined, expected/],
    ['hedge', { percentile: 95 }, /^hedge has "percentile"/],
    ['hedge', undefined, /^hedge is undefined, expected an object/],
    ['budget', '5.00', /^budget is a string, expected an object/],
    ['health', { every: 1 }, /^health has "every".*Did you mean "everyMs"\?/],
    ['accept', {}, /^accept\.jsonSchema is undefined, expected a JSON Schema/],
    ['accept', { type: 'object' }, /^accept has "type", .*known: jsonSchema/],
    ['accept', null, /^accept is null, expected/],
  ]
  test.each(slips)('%s(%j)', (name, options, message) => {
    const build = builders[name] as (options: unknown) => unknown
    expect(mistakeOf({ ...good, policies: [build(options)] })).toMatch(message)
  })
})

describe('what is of another kind', () => {
  test.each([
    ['no options', undefined, /^createClient is undefined, expected an object of options/],
    ['no endpoints', {}, /^give `models` \(with `baseURL` and `apiKey`\) or `endpoints`, one of the two/],
    ['two ways to name them', { ...good, ...endpoint, models: ['m'] }, /has "model", which is no option here/],
    ['both ways to name them', { ...good, models: ['m'] }, /one of the two/],
    ['endpoints that are no list', { endpoints: endpoint }, /^endpoints is an object, expected a list/],
    ['models that are no list', { ...good, endpoints: undefined, models: 'm' }, /^models is a string, expected a list/],
    ['an endpoint that is none', { endpoints: ['m'] }, /^endpoints\[0\] is a string, expected an object/],
    ['no model', withEndpoint({ model: undefined }), /^endpoints\[0\] has no model/],
    ['a number for an id', withEndpoint({ id: 7 }), /^the id of endpoints\[0\] is a number, expected a name/],
    ['no quota', withEndpoint({ quota: null }), /^quota of "m" is null, expected an object/],
    [
      'a capability of words',
      withEndpoint({ capabilities: { json: 'yes' } }),
      /^json .* is a string, expected true or/,
    ],
    ['a place without https', withEndpoint({ baseURL: 'localhost:8080/v1' }), /no valid baseURL: "localhost:8080\/v1"/],
    ['policies that are no list', { ...good, policies: {} }, /^policies is an object, expected a list/],
    ['a policy that is none', { ...good, policies: [false] }, /^policies\[0\] is false, expected a policy/],
    ['a builder that was not called', { ...good, policies: [builders.retry] }, /^policies\[0\] is a function/],
  ])('%s', (_story, options, message) => {
    expect(mistakeOf(options)).toMatch(message)
  })

  test('is never shown: it may be a key', () => {
    const secret = 'sk-very-secret'
    for (const options of [secret, { endpoints: [secret] }, { endpoints: secret }, { ...good, policies: [secret] }])
      expect(mistakeOf(options)).not.toContain(secret)
  })
})

test('what is given as undefined is as if it was left out', () => {
  const policies = [builders.retry({ maxDelayMs: undefined } as never), builders.timeout({})]
  expect(mistakeOf({ ...withEndpoint({ quota: undefined, id: undefined }), policies })).toBe('no mistake was found')
})

test.each(['baseURL', 'apiKey'])('%s beside endpoints is read by nobody', (name) => {
  const given = {
    endpoints: [{ baseURL: 'https://m.test/v1', apiKey: 'sk-a', model: 'm' }],
    [name]: 'https://m.test/v1',
  }
  expect(mistakeOf(given as never)).toBe(
    `createClient has ${name} beside endpoints, where nobody reads it: give it to each of them`,
  )
})

test('a call without messages, or with a deadline that is no number, is refused before anything is sent', async () => {
  const client = createClient(good)
  for (const request of [undefined, 'Hello', {}, { messages: 'Hello' }]) {
    await expect(client.chat(request as never)).rejects.toThrow(
      /^the messages of the request are .*, expected \{ messages/,
    )
    await expect(
      client
        .stream(request as never)
        [Symbol.asyncIterator]()
        .next(),
    ).rejects.toThrow(ClientOptionsError)
  }
  const late = client.chat({ messages: [] }, { deadlineMs: '500' as never })
  await expect(late).rejects.toThrow(/^deadlineMs is "500", expected a number/)
  await client.close()
})

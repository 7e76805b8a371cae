import { describe, expect, test } from 'vitest'
import { ClientOptionsError, createClient, health, retry, type ChatClient } from '../../src/client/index.ts'
import { TransportError, type Transport } from '../../src/runtime/index.ts'
import { onTransport } from '../support/clientStage.ts'
import { ask } from '../support/peerStage.ts'
import { everythingSeenOf, expectNothingOf, key, watchWarnings } from '../support/secrets.ts'

const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: key }]
const header = `Bearer ${key}`

async function outcomeOf(read: Promise<unknown>): Promise<unknown> {
  return read.then(
    (value) => value,
    (error: unknown) => error,
  )
}

async function lastOf(client: ChatClient): Promise<unknown> {
  const stream = client.stream(ask)
  for await (const _text of stream);
  return stream.reply
}

describe('a transport of the application’s own that shows what it sends', () => {
  const wrapped = (message: string) => new Error('it failed', { cause: new Error(message) })
  test.each<[string, unknown]>([
    ['in the message of its error', new TypeError(`Headers.append: "${header}" is an invalid header value.`)],
    ['in the cause of its error', wrapped(`invalid header: ${header}`)],
    ['in a field of its error', Object.assign(new Error('no'), { request: { headers: [['authorization', header]] } })],
    ['in a text', `could not send ${header}`],
    ['in an object', { config: { headers: { authorization: header } } }],
    ['under an error of ours', new TransportError('headers', 'other', 'E_MINE', wrapped(header))],
    [
      'in a field under an error of ours',
      new TransportError('connect', 'other', 'E', Object.assign(new Error(), { header })),
    ],
    ['in many errors', new AggregateError([new Error(header)], 'all failed')],
  ])('%s', async (_where, thrown) => {
    const warnings = watchWarnings()
    const transport: Transport = {
      // oxlint-disable-next-line typescript/prefer-promise-reject-errors
      send: () => Promise.reject(thrown as Error),
      busySockets: () => 0,
      close: () => Promise.resolve(),
    }
    await onTransport(
      transport,
      async ({ client, clock, events }) => {
        const results = [
          await outcomeOf(client.chat(ask)),
          await outcomeOf(lastOf(client)),
          await outcomeOf(client.checkKey()),
        ]
        await clock.sleep(2_500)
        await client.close()
        expect(events.map(({ type }) => type)).toContain('health-changed')
        expectNothingOf(key, [...results, events, warnings].map(everythingSeenOf).join('\n'))
      },
      { endpoints, policies: [retry({ maxAttemptsPerCall: 2 }), health({ everyMs: 1_000, timeoutMs: 500 })] },
    )
  })
})

describe('options in which a key stands at the wrong place', () => {
  test.each<[string, Record<string, unknown>]>([
    ['the key for the base URL', { baseURL: key, apiKey: 'https://m.test/v1' }],
    ['the key in the base URL', { baseURL: `https://user:${encodeURIComponent(key)}@m.test/v1` }],
    ['the key in a base URL that is none', { baseURL: `htps://user:${key}@m.test/v1` }],
    ['the key in a query', { baseURL: `https://m.test/v1?key=${key}` }],
    ['the key in a path', { baseURL: `https://m.test/${key}/v1`, apiKey: key }],
    ['the key in a path, as it should be', { baseURL: `https://m.test/${encodeURIComponent(key)}/v1`, apiKey: key }],
    ['the key behind a hash', { baseURL: `https://m.test/v1#${key}` }],
    ['the key as a header', { apiKey: header }],
    ['the key in quotes', { apiKey: `"${key}"` }],
    ['two keys', { apiKey: `${key}\n${key}` }],
  ])('%s', (_what, options) => {
    let error: unknown
    try {
      createClient({ baseURL: 'https://m.test/v1', apiKey: 'sk-0123456789', models: ['m'], ...options } as never)
    } catch (thrown) {
      error = thrown
    }
    expect(error).toBeInstanceOf(ClientOptionsError)
    expectNothingOf(key, everythingSeenOf(error))
  })
})

import { describe, expect, test } from 'vitest'
import { checkKey, ClientOptionsError, createClient } from '../../src/client/index.ts'
import {
  createRandom,
  TransportError,
  VirtualClock,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from '../../src/runtime/index.ts'

const models = JSON.stringify({ object: 'list', data: [{ id: 'deepseek-chat', object: 'model' }] })
const says = (message: string) => JSON.stringify({ error: { message, type: 'error', code: null } })

/** A gateway that knows its keys, and takes down everything that is sent to anybody. */
class Gateway implements Transport {
  readonly sent: TransportRequest[] = []

  send(request: TransportRequest, { onConnected }: { onConnected?: () => void }): Promise<TransportResponse> {
    this.sent.push(request)
    if (!request.url.startsWith('https://gateway.test/')) {
      return Promise.reject(new TransportError('connect', 'refused', 'ECONNREFUSED', new Error('connect ECONNREFUSED')))
    }
    onConnected?.()
    switch (request.headers['authorization']) {
      case 'Bearer sk-good-1':
        return answered(200, models)
      case 'Bearer sk-busy-1':
        return answered(429, says('slow down'), { 'retry-after': '7' })
      default:
        return answered(401, says(`Incorrect API key provided: ${request.headers['authorization']}`))
    }
  }

  busySockets(): number {
    return 0
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

function answered(status: number, body: string, headers: Record<string, string> = {}): Promise<TransportResponse> {
  return Promise.resolve({ status, headers, body: piecesOf(body) })
}

async function* piecesOf(body: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(body)
}

const baseURL = 'https://gateway.test/v1'
const nowhere = 'https://nowhere.test/v1'

/** A client with an endpoint for each key, on a virtual clock. */
function open(keys: Readonly<Record<string, { readonly apiKey: string; readonly baseURL?: string }>>) {
  const clock = new VirtualClock()
  const transport = new Gateway()
  const endpoints = Object.entries(keys).map(([id, place]) => ({ id, model: 'deepseek-chat', baseURL, ...place }))
  const client = createClient({ endpoints, runtime: { clock, transport, random: createRandom(1) } })
  return { client, clock, transport }
}

describe('the key of an endpoint gets one of four answers', () => {
  test.each([
    ['good', { answer: 'valid', status: 200, models: ['deepseek-chat'] }],
    ['wrong', { answer: 'invalid', status: 401, reason: 'refused', models: [] }],
    ['busy', { answer: 'rate_limited', status: 429, askedWaitMs: 7_000 }],
    ['away', { answer: 'unreachable', status: null, reason: 'refused' }],
  ])('%s', async (id, expected) => {
    const { client, clock, transport } = open({
      good: { apiKey: 'sk-good-1' },
      wrong: { apiKey: 'sk-wrong-1' },
      busy: { apiKey: 'sk-busy-1' },
      away: { apiKey: 'sk-good-1', baseURL: nowhere },
    })
    const check = await clock.run(() => client.checkKey(id))
    expect(check).toMatchObject({ ...expected, padded: false, sent: true })
    // One look at what nobody bills, and nothing left behind.
    expect(transport.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET ${id === 'away' ? nowhere : baseURL}/models`,
    ])
    expect(client.spend.usd).toBe('0')
    expect(clock.pending()).toBe(0)
    expect(JSON.stringify(check)).not.toContain('sk-')
  })
})

describe('a key that can be no key is caught without network', () => {
  const impossible: readonly (readonly [what: string, key: string, reason: string])[] = [
    ['empty', '', 'empty'],
    ['blank', ' \t\r\n', 'empty'],
    ['the tutorial’s placeholder', 'YOUR_HOLYSHEEP_API_KEY', 'placeholder'],
    ['the placeholder, padded', '  YOUR_HOLYSHEEP_API_KEY\n', 'placeholder'],
    ['the placeholder as a header', 'Bearer YOUR_HOLYSHEEP_API_KEY', 'placeholder'],
    ['the placeholder in quotes', '"YOUR_HOLYSHEEP_API_KEY"', 'placeholder'],
  ]

  test.each(impossible)('%s: no client is made', (_what, apiKey) => {
    const transport = new Gateway()
    const make = () => createClient({ baseURL, apiKey, models: ['deepseek-chat'], runtime: { transport } })
    expect(make).toThrow(ClientOptionsError)
    expect(make).toThrow(/apiKey/)
    expect(transport.sent).toEqual([])
  })

  test.each(impossible)('%s: asked about alone, it is invalid', async (_what, apiKey, reason) => {
    const transport = new Gateway()
    const check = await checkKey({ baseURL, apiKey, transport, clock: new VirtualClock() })
    expect(check).toMatchObject({ answer: 'invalid', reason, sent: false, status: null })
    expect(transport.sent).toEqual([])
  })
})

test('a padded key is used without its padding, and that it was padded is told', async () => {
  const { client, clock, transport } = open({ padded: { apiKey: ' \tsk-good-1\r\n' } })
  const check = await clock.run(async () => {
    const first = await client.checkKey()
    await client.chat({ messages: [{ role: 'user', content: 'hi' }] }).catch(() => undefined)
    return first
  })
  expect(check).toMatchObject({ answer: 'valid', padded: true, sent: true })
  const keys = transport.sent.map(({ method, headers }) => [method, headers['authorization']])
  expect(keys[0]).toEqual(['GET', 'Bearer sk-good-1'])
  expect(keys.length).toBeGreaterThan(1)
  for (const [, key] of keys) expect(key).toBe('Bearer sk-good-1')
})

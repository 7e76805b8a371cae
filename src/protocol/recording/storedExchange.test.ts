import { describe, expect, test } from 'vitest'
import { pieces } from '../../../test/support/recorded.ts'
import { expectNothingOf, key } from '../../../test/support/secrets.ts'
import { Redactor } from '../secrets/redactor.ts'
import { bytesOf } from './recording.ts'
import { storedExchange, type CapturedExchange, type StoreOptions } from './storedExchange.ts'

const ask = { model: 'm', stream: true, max_tokens: 9, messages: [{ role: 'user', content: `my key is ${key}` }] }
const captured: CapturedExchange = {
  exchange: 3,
  epochMs: 1_000.4,
  method: 'POST',
  path: '/chat/completions',
  body: JSON.stringify(ask),
  response: { atMs: 20.04, status: 200, headers: { 'content-type': 'text/event-stream' } },
  chunks: pieces.stream.map((text, index) => ({ atMs: 30.06 + 10 * index, bytes: Buffer.from(text) })),
  ended: { how: 'complete', atMs: 71 },
}

function stored(changed: Partial<CapturedExchange> = {}, options: Partial<StoreOptions> = {}) {
  const redactor = new Redactor()
  redactor.learn(key)
  return storedExchange({ ...captured, ...changed }, { redactor, keepPrompts: false, keepText: true, ...options })
}

const bodyOf = (exchange: ReturnType<typeof stored>) => Buffer.concat(exchange.chunks.map(bytesOf)).toString()

describe('what is stored', () => {
  test('what was asked for, in a reduced form; instants in tenths of a ms', () => {
    expect(stored()).toEqual({
      exchange: 3,
      epochMs: 1000,
      request: {
        method: 'POST',
        path: '/chat/completions',
        model: 'm',
        stream: true,
        maxTokens: 9,
        messagesHash: expect.stringMatching(/^[0-9a-f]{12}$/),
      },
      response: { atMs: 20, status: 200, headers: { 'content-type': 'text/event-stream' } },
      chunks: pieces.stream.map((text, index) => ({ atMs: 30.1 + 10 * index, text })),
      firstTokenMs: 30.1,
      ended: { how: 'complete', atMs: 71 },
    })
  })

  test('the messages only if they are asked for, without what is secret', () => {
    const { request } = stored({}, { keepPrompts: true })
    expect(request.messages).toEqual([{ role: 'user', content: `my key is ${'*'.repeat(key.length)}` }])
    expect(stored({ body: '{' }, { keepPrompts: true }).request).toMatchObject({ model: '', messagesHash: null })
  })

  test('a character that was cut in two, as bytes', () => {
    const bytes = Buffer.from('"🐢"')
    const exchange = stored({
      chunks: [bytes.subarray(0, 3), bytes.subarray(3)].map((part) => ({ atMs: 30, bytes: part })),
    })
    expect(exchange.chunks.map((chunk) => 'base64' in chunk)).toEqual([true, true])
    expect(bodyOf(exchange)).toBe('"🐢"')
  })

  test('a key in a body, wherever it was cut', () => {
    const body = Buffer.from(`{"error":{"message":"no such key: ${key}"}}`)
    for (let cut = 1; cut < body.length; cut += 1) {
      const exchange = stored({
        chunks: [body.subarray(0, cut), body.subarray(cut)].map((bytes) => ({ atMs: 1, bytes })),
      })
      expectNothingOf(key, bodyOf(exchange))
      expectNothingOf(key, JSON.stringify(exchange))
    }
  })
})

describe('of the headers', () => {
  const headersOf = (headers: Record<string, string>) =>
    stored({ response: { atMs: 1, status: 429, headers } }).response!.headers

  test('what a client decides by is kept', () => {
    const kept = {
      'content-type': 'application/json',
      'content-length': '12',
      date: 'Thu, 01 Jan 2026 00:00:00 GMT',
      'retry-after': '3',
      'retry-after-ms': '2500',
      'x-should-retry': 'false',
      ratelimit: '"default";r=0;t=7',
      'ratelimit-policy': '"default";q=10;w=60',
      'x-ratelimit-remaining-tokens': '0',
    }
    expect(headersOf(kept)).toEqual(kept)
  })

  test('whose account it is goes, and the id of a request becomes another', () => {
    const headers = headersOf({
      'set-cookie': 'session=1',
      'openai-organization': 'acme',
      authorization: 'x',
      server: 'nginx',
      'x-request-id': 'req_123',
      'cf-ray': '8c1f-FRA',
    })
    expect(headers).toEqual({
      'x-request-id': expect.stringMatching(/^req_[0-9a-f]{12}$/),
      'cf-ray': expect.stringMatching(/^req_[0-9a-f]{12}$/),
    })
    expect(headersOf({ 'x-request-id': 'req_123' })).toEqual({ 'x-request-id': headers['x-request-id'] })
  })

  test('a place to go to loses its query and its credentials', () => {
    expect(headersOf({ location: 'https://u:p@x.test/v1/a?key=1#b' })).toEqual({ location: 'https://***@x.test/v1/a' })
  })
})

describe('without the text', () => {
  const without = (body: string, type = 'application/json') =>
    bodyOf(
      stored(
        {
          response: { atMs: 1, status: 200, headers: { 'content-type': type } },
          chunks: [{ atMs: 1, bytes: Buffer.from(body) }],
        },
        { keepText: false },
      ),
    )

  test('a stream has the same pieces and instants, and filler for words', () => {
    const exchange = stored({}, { keepText: false })
    expect(exchange.firstTokenMs).toBe(30.1)
    expect(exchange.chunks).toHaveLength(4)
    expect(bodyOf(exchange)).toBe(pieces.stream.join('').replace('Xin', 'xxx').replace(' chào', 'xxxxxx'))
  })

  test.each([
    ['{"message":{"role":"assistant","content":"a\\"b"}}', '{"message":{"role":"assistant","content":"xxxx"}}'],
    ['{"finish_reason":"stop","refusal":"no"}', '{"finish_reason":"stop","refusal":"xx"}'],
    ['{"whatever_comes_next":"said"}', '{"whatever_comes_next":"xxxx"}'],
    ['{"token":"Hi","bytes":[72, 105]}', '{"token":"xx","bytes":[11, 111]}'],
    ['{"error":{"message":"slow down","code":"slow_down"}}', '{"error":{"message":"slow down","code":"slow_down"}}'],
  ])('%s', (body, filled) => expect(without(body)).toBe(filled))

  test('what is no JSON is filled as a whole', () => {
    expect(without('Dear you', 'text/plain')).toBe('xxxx xxx')
    expect(without('data: Dear you\n\ndata: [DONE]\n\n', 'text/event-stream')).toBe(
      'data: xxxx xxx\n\ndata: [DONE]\n\n',
    )
  })
})

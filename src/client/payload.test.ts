import { describe, expect, test } from 'vitest'
import { ask, chatError, onPeers } from '../../test/support/peerStage.ts'
import { answers, refuses, streams } from '../../test/support/scriptedPeer.ts'
import { endpointsFrom } from './endpoint.ts'
import { NotSerialisable, Payload } from './payload.ts'
import type { ChatRequest } from './request.ts'

const model = 'm'
const parsed = (request: ChatRequest, stream = false): unknown =>
  JSON.parse(new Payload(request, stream).bodyFor({ model }))

describe('a body', () => {
  test('begins with the model, for servers that route by the first bytes', () => {
    expect(new Payload(ask, false).bodyFor({ model })).toBe(
      '{"model":"m","messages":[{"role":"user","content":"hello"}],"max_tokens":10}',
    )
  })

  test('is JSON whatever the model is called, and whatever fields there are', () => {
    expect(JSON.parse(new Payload(ask, false).bodyFor({ model: 'a"b\\c' }))).toMatchObject({ model: 'a"b\\c' })
    expect(parsed({} as ChatRequest)).toEqual({ model })
  })

  test('holds what the application asks as it is, in its order', () => {
    const request = { ...ask, seed: 7, metadata: { a: [null, 'é'] }, skipped: undefined }
    expect(parsed(request)).toEqual({ model, ...ask, seed: 7, metadata: { a: [null, 'é'] } })
    expect(Object.keys(parsed(request) as object)).toEqual(['model', 'messages', 'max_tokens', 'seed', 'metadata'])
  })

  test.each([true, false])(
    'takes no notice of a model or a kind of answer in the request (streaming: %s)',
    (stream) => {
      const body = parsed({ ...ask, model: 'mine', stream: !stream }, stream) as { model: string; stream?: boolean }
      expect(body.model).toBe('m')
      expect(body.stream).toBe(stream ? true : undefined)
    },
  )

  test('of a stream asks for the usage, and keeps the other options', () => {
    const request = { ...ask, stream_options: { include_obfuscation: false, include_usage: false } }
    expect(parsed(request, true)).toEqual({
      model,
      ...ask,
      stream: true,
      stream_options: { include_obfuscation: false, include_usage: true },
    })
    expect(parsed(ask, true)).toMatchObject({ stream_options: { include_usage: true } })
  })

  test.each([null, false])('of a stream leaves its options out if they are %j: some gateways refuse them', (none) => {
    expect(parsed({ ...ask, stream_options: none }, true)).toEqual({ model, ...ask, stream: true })
  })

  test('of a whole answer has no options for streams: servers refuse them', () => {
    expect(parsed({ ...ask, stream_options: { include_usage: true } })).toEqual({ model, ...ask })
  })
})

describe('a request that cannot be written', () => {
  const cycle: Record<string, unknown> = {}
  cycle['self'] = cycle
  const bad: [string, object][] = [
    ['a cycle', { cycle }],
    ['a BigInt', { seed: 1n }],
    [
      'a toJSON that throws',
      {
        when: {
          toJSON: () => {
            throw new Error('no')
          },
        },
      },
    ],
  ]

  test.each(bad)('%s is noticed', (_what, fields) => {
    expect(() => new Payload({ ...ask, ...fields }, false)).toThrow(NotSerialisable)
  })

  test.each(bad)('%s is the caller’s mistake: no attempt is made', async (_what, fields) => {
    await onPeers({ main: answers('fine') }, async ({ client, peer, events }) => {
      const error = await chatError(client.chat({ ...ask, ...fields }))
      expect(error).toMatchObject({ errorClass: 'invalid_request', reason: 'not_json', attempts: [], status: null })
      const stream = client.stream({ ...ask, ...fields })
      const streamed = await chatError(stream[Symbol.asyncIterator]().next())
      expect(streamed).toMatchObject({ errorClass: 'invalid_request', reason: 'not_json', attempts: [] })
      expect(peer.seen).toEqual([])
      expect(events).toEqual([])
    })
  })
})

test('all attempts at an endpoint send the same bytes; at another one only the model differs', async () => {
  const down = refuses(500)
  await onPeers({ main: [down, down], spare: [down, answers('fine')] }, async ({ client, peer }) => {
    const request = { ...ask, mutable: ['before'] }
    const call = client.chat(request)
    request.mutable[0] = 'after'
    await call
    const bodies = peer.seen.map(({ body }) => body)
    expect(bodies).toHaveLength(4)
    expect(new Set(bodies.slice(0, 2)).size).toBe(1)
    expect(new Set(bodies.slice(2)).size).toBe(1)
    expect(bodies[2]).toBe(bodies[0]!.replace('"main"', '"spare"'))
    expect(bodies[0]).toContain('before')
  })
})

test('a stream sends the same on every attempt too', async () => {
  await onPeers({ main: [refuses(500), streams([[1, 'fine']])] }, async ({ client, peer }) => {
    for await (const _delta of client.stream(ask));
    const [first, second] = peer.seen.map(({ body }) => body)
    expect(second).toBe(first)
  })
})

describe('what a request needs', () => {
  const needs = (fields: object) => new Payload({ ...ask, ...fields }, false).needs
  const image = { type: 'image_url', image_url: { url: 'https://m.test/a.png' } }

  test.each([
    ['words alone', {}, []],
    ['tools', { tools: [{ type: 'function', function: { name: 'f' } }] }, ['tools']],
    ['an empty list of tools', { tools: [] }, []],
    ['JSON', { response_format: { type: 'json_object' } }, ['json']],
    ['a schema', { response_format: { type: 'json_schema', json_schema: {} } }, ['json']],
    ['text, said so', { response_format: { type: 'text' } }, []],
    ['an image', { messages: [{ role: 'user', content: [{ type: 'text', text: 'what?' }, image] }] }, ['vision']],
    ['parts of text', { messages: [{ role: 'user', content: [{ type: 'text', text: 'what?' }] }] }, []],
    ['no messages, which the server will refuse', { messages: undefined }, []],
    ['a message that is none', { messages: [null] }, []],
    ['an assistant that only called tools', { messages: [{ role: 'assistant', content: null }] }, []],
  ])('%s', (_story, fields, expected) => {
    const told = Object.entries(needs(fields)).flatMap(([name, needed]) => (needed ? [name] : []))
    expect(told).toEqual(expected)
  })
})

describe('the most that a request can cost', () => {
  const [endpoint] = endpointsFrom([
    { model, baseURL: 'https://m.test/v1', apiKey: 'sk-0123456789', price: { input: '1', output: '100' } },
  ])
  const atMost = (fields: object, limits: { maxOutputTokens?: number; contextWindow?: number } = {}) => {
    const { max_tokens: _none, ...request } = ask
    return new Payload({ ...request, ...fields }, false).atMostPicoUsd({ ...endpoint!, ...limits }, endpoint!.price)
  }
  /** Output tokens are a hundred times dearer than those of a prompt, of which there are under a thousand here. */
  const outputOf = (picoUsd: bigint | undefined) => (picoUsd === undefined ? undefined : Number(picoUsd / 100_000_000n))

  test.each([
    ['by its own limit', { max_tokens: 50 }, {}, 50],
    ['by the endpoint’s, where it has none', {}, { maxOutputTokens: 70 }, 70],
    ['by the window, where nobody says', {}, { contextWindow: 4_000 }, 4_000],
    ['its own limit goes first', { max_tokens: 50 }, { maxOutputTokens: 7, contextWindow: 9 }, 50],
    ['times the answers that it wants', { n: 3 }, { maxOutputTokens: 70 }, 210],
    ['unknown without any', {}, {}, undefined],
    ['unknown for a number of answers that is none', { n: 'many' }, { maxOutputTokens: 70 }, undefined],
    [
      'unknown with an image',
      { max_tokens: 5, messages: [{ role: 'user', content: [{ type: 'image_url' }] }] },
      {},
      undefined,
    ],
  ])('is bounded %s', (_story, fields, limits, tokens) => {
    const output = outputOf(atMost(fields, limits))
    if (tokens === undefined) expect(output).toBeUndefined()
    else expect(output! - tokens).toBeOneOf([0, 1, 2, 3])
  })

  test('unknown without a price', () => {
    expect(new Payload(ask, false).atMostPicoUsd(endpoint!, undefined)).toBeUndefined()
  })
})

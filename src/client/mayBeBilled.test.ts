import { describe, expect, test } from 'vitest'
import { onTransport, sse } from '../../test/support/clientStage.ts'
import { ask, chatError, onPeers } from '../../test/support/peerStage.ts'
import { answers, delta, documents, refuses, streams, usageOf, type Play } from '../../test/support/scriptedPeer.ts'
import { TransportError, type SendOptions, type TransportResponse } from '../runtime/index.ts'
import { budget, retry } from './policySpecs.ts'

const priced = { all: { price: { input: '1', output: '2' } } }
const once = { ...priced, policies: [retry({ maxAttemptsPerCall: 1 })] }
const counted = '0.00002'
const usage = usageOf(10, 5)
const unknown = { usd: '0', atMostUsd: expect.not.stringMatching(/^0$/) as string }
const known = { usd: counted, atMostUsd: counted }
const nothing = { usd: '0', atMostUsd: '0' }

const costOf = (play: Play, kind: 'chat' | 'stream' = 'chat') =>
  onPeers(
    { main: play },
    async ({ client }) => {
      const whole = kind === 'chat' ? client.chat(ask) : readToItsEnd(client.stream(ask))
      return (await chatError(whole)).cost
    },
    once,
  )

async function readToItsEnd(stream: AsyncIterable<string>): Promise<void> {
  for await (const _text of stream);
}

const withheld = { choices: [{ message: { content: '' }, finish_reason: 'content_filter' }] }
const error = { error: { message: 'it broke', code: 'overloaded' } }
const half = { choices: [{ message: { content: 'half' }, finish_reason: 'error' }], ...error }

describe('an answer that brought nothing is paid for all the same', () => {
  test.each<[string, unknown, object]>([
    ['withheld by a filter', { ...withheld, usage }, known],
    ['withheld by a filter, and not counted', withheld, unknown],
    ['empty', { choices: [{ message: { content: '' }, finish_reason: 'stop' }], usage }, known],
    ['without choices', { choices: [], usage }, known],
    ['broken half-way', half, unknown],
    ['broken half-way, and counted', { ...half, usage }, known],
    ['given up by a gateway that says so in a 200', { error: { message: 'late', code: 504 } }, unknown],
    ['that is only an error', error, nothing],
    ['that is only an error, as MiniMax words it', { choices: null, base_resp: { status_code: 1008 } }, nothing],
  ])('%s', async (_story, document, cost) => expect(await costOf(documents(document))).toEqual(cost))

  test('with a status of success that is none', async () => {
    expect(await costOf(documents({ choices: [] }, { status: 201 }))).toEqual(unknown)
  })
})

describe('a stream that broke is paid for from its first chunk on', () => {
  const errorEvent: Play[number] = [1, (socket) => socket.data(Buffer.from(`data: ${JSON.stringify(error)}\n\n`))]
  const named: Play[number] = [1, (socket) => socket.data(Buffer.from('event: error\ndata: {"message":"no"}\n\n'))]
  const head: Play[number] = [0, (socket) => socket.head(200, sse)]
  const chunk = (fields: object): Play[number] => [1, (socket) => socket.data(delta(fields))]

  test.each<[string, Play, object]>([
    ['after its first words', [head, chunk({ content: 'so' }), errorEvent], unknown],
    ['after its first thoughts', [head, chunk({ reasoning_content: 'hm' }), errorEvent], unknown],
    ['after its first thoughts, with an event of its own', [head, chunk({ reasoning_content: 'hm' }), named], unknown],
    ['before', [head, errorEvent], nothing],
  ])('%s', async (_story, play, cost) => expect(await costOf(play, 'stream')).toEqual(cost))

  test('and as it was counted, where a filter ended it', async () => {
    const end = { choices: [{ index: 0, delta: {}, finish_reason: 'content_filter' }], usage }
    const last: Play[number] = [
      1,
      (socket) => (socket.data(Buffer.from(`data: ${JSON.stringify(end)}\n\n`)), socket.end()),
    ]
    expect(await costOf([head, chunk({ role: 'assistant' }), last], 'stream')).toEqual(known)
  })
})

describe('what a transport tells of its connections', () => {
  type Send = (options: SendOptions) => Promise<TransportResponse>
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-test', ...priced.all }]
  const costThrough = (send: Send) =>
    onTransport(
      { send: (_request, options) => send(options), busySockets: () => 0, close: () => Promise.resolve() },
      async ({ client }) => (await chatError(client.chat(ask))).cost,
      { ...once, endpoints },
    )
  const body = () => [Buffer.from('{"choices":[')]
  const fails = (phase: 'connect' | 'headers') =>
    Promise.reject(new TransportError(phase, 'reset', 'E', new Error('e')))

  test('nothing: then what it was given was sent', async () => {
    expect(await costThrough(() => fails('headers'))).toEqual(unknown)
    const cut = {
      status: 200,
      headers: {},
      body: (async function* () {
        yield* body()
      })(),
    }
    expect(await costThrough(() => Promise.resolve(cut))).toEqual(unknown)
  })

  test('by its error, that there was none', async () => {
    expect(await costThrough(() => fails('connect'))).toEqual(nothing)
  })

  test('that it makes one, and no more: nothing was sent', async () => {
    const cost = await costThrough(({ onConnecting }) => {
      onConnecting?.()
      return fails('headers')
    })
    expect(cost).toEqual(nothing)
  })

  test('that it broke under TLS when the request was out', async () => {
    const cost = await costThrough(({ onConnecting, onConnected }) => {
      onConnecting?.()
      onConnected?.()
      return Promise.reject(new TransportError('body', 'tls', 'ERR_SSL_BAD_RECORD', new Error('e')))
    })
    expect(cost).toEqual(unknown)
  })
})

const asked = { ...ask, max_tokens: 1_000 }
const worst = await onPeers(
  { main: answers('fine') },
  async ({ client }) => (await client.chat(asked)).cost.atMostUsd!,
  priced,
)

describe('under a budget', () => {
  const under = (usd: string | number) => ({ ...priced, policies: [budget({ usd })] })

  test('what is under way is billed at the price that it was launched at', async () => {
    const main = answers('fine', { afterMs: 10, usage: usageOf(10, 1_000) })
    await onPeers(
      { main },
      async ({ client, clock }) => {
        clock.timer(5, () => client.reprice('main', { input: '100', output: '200' }))
        expect((await client.chat(asked)).cost.usd).toBe('0.00201')
        expect((await client.chat(asked)).cost.usd).toBe('0.201')
      },
      under(1),
    )
  })

  test('a hedge that is too dear leaves the call its retries', async () => {
    const plays = [refuses(503, { afterMs: 20 }), answers('fine', { usage })]
    await onPeers({ main: plays }, async ({ client }) => expect((await client.chat(asked)).text).toBe('fine'), {
      ...priced,
      policies: [budget({ usd: worst }), { policy: 'hedge', options: { afterMs: 5 } }],
    })
  })

  test.each([
    ['an n below 0', { n: -1 }],
    ['half an n', { n: 1.5 }],
    ['a limit that is text', { max_tokens: '100000' }],
  ])('nothing is sent without a bound: %s', async (_story, fields) => {
    await onPeers(
      { main: streams([]) },
      async ({ client, peer }) => {
        const { max_tokens: _none, ...unlimited } = ask
        await expect(client.chat({ ...unlimited, ...fields } as never)).rejects.toThrow('a cost budget needs a bound')
        expect(peer.seen).toEqual([])
      },
      { ...under(1), all: { ...priced.all, maxOutputTokens: 10 } },
    )
  })
})

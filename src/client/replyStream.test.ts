import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import {
  CannedTransport,
  completion,
  hello,
  onTransport,
  onVirtualNetwork,
  sse,
} from '../../test/support/clientStage.ts'
import { ask, onPeers } from '../../test/support/peerStage.ts'
import { delta, type Play } from '../../test/support/scriptedPeer.ts'
import { always, catalogue, first } from '../faults/index.ts'
import { VirtualClock, type Clock, type Transport } from '../runtime/index.ts'
import { ChatError } from './chatError.ts'
import { retry, timeout } from './policySpecs.ts'
import type { ReplyStream } from './replyStream.ts'

const { limitData, latency, missingDone, noHeaders, rateLimit, serverError, stall } = catalogue
const whole = (model: string, attempt: number) =>
  `[${model} call 7 try ${attempt}] Patience is a resource: spend it well. Kiên nhẫn 🐢`
const once = retry({ maxAttemptsPerCall: 1 })

/** Reads a stream to its end, whatever that is. */
async function read(stream: ReplyStream): Promise<{ text: string; error?: ChatError }> {
  let text = ''
  try {
    for await (const delta of stream) text += delta
    return { text }
  } catch (error) {
    expect(error).toBeInstanceOf(ChatError)
    return { text, error: error as ChatError }
  }
}

describe('a stream that goes well', () => {
  test('comes piece by piece, and whole at the end', async () => {
    await onVirtualNetwork(
      { models: { main: [always(latency({ delayMs: 20 }))] } },
      async ({ client, clock, transport }) => {
        const stream = client.stream(hello)
        const deltas: [string, number][] = []
        for await (const delta of stream) deltas.push([delta, clock.now()])
        expect(deltas.map(([delta]) => delta).join('')).toBe(whole('main', 1))
        expect([deltas.length, deltas[0]![1], deltas.at(-1)![1]]).toEqual([9, 20, 60])
        expect(await stream.reply).toMatchObject({
          text: whole('main', 1),
          endpoint: 'main',
          finishReason: 'stop',
          usage: { total_tokens: 20 },
          timings: { firstContentMs: 20, totalMs: 60 },
        })
        expect([clock.pending(), transport.busySockets()]).toEqual([0, 0])
      },
    )
  })

  test('without [DONE], but with a finish marker', async () => {
    const rules = { models: { main: [always(missingDone({ finishReason: true }))] } }
    const { text, error } = await onVirtualNetwork(rules, ({ client }) => read(client.stream(hello)))
    expect({ text, error }).toEqual({ text: whole('main', 1), error: undefined })
  })

  test('from a gateway that does not stream: in one piece', async () => {
    await onTransport(new CannedTransport({ body: completion('all at once') }), async ({ client, clock }) => {
      const stream = client.stream(hello)
      expect(await read(stream)).toEqual({ text: 'all at once' })
      expect((await stream.reply).finishReason).toBe('stop')
      expect(clock.pending()).toBe(0)
    })
  })

  test('that only calls a tool has no text, and is no failure', async () => {
    const body = [
      'data: {"choices":[{"delta":{"tool_calls":[{"index":0}]}}]}\n\n',
      'data: {"choices":[{"delta":{},"finish_reason":"tool_calls"}]}\n\ndata: [DONE]\n\n',
    ].join('')
    await onTransport(new CannedTransport({ headers: sse, body }), async ({ client, clock }) => {
      const stream = client.stream(hello)
      expect(await read(stream)).toEqual({ text: '' })
      expect(await stream.reply).toMatchObject({ text: '', finishReason: 'tool_calls' })
      expect(clock.pending()).toBe(0)
    })
  })
})

describe('before the first content everything may still be tried', () => {
  test.each([
    ['an error status', serverError({})],
    ['a cut before the first word', limitData({ bytes: 40 })],
    ['silence', noHeaders({})],
    ['silence after the headers', stall({ bytes: 0 })],
    ['a request for peace', rateLimit({ retryAfterSeconds: 40 })],
  ])('%s', async (_story, fault) => {
    const rules = { models: { main: [always(fault)], spare: [] } }
    const { text, error } = await onVirtualNetwork(rules, ({ client }) => read(client.stream(hello)), {
      policies: [retry({ maxAttemptsPerEndpoint: 1 })],
    })
    expect({ text, error }).toEqual({ text: whole('spare', 1), error: undefined })
  })

  test('the same endpoint too', async () => {
    const rules = { models: { main: [first(2, limitData({ bytes: 40 }))] } }
    const { text } = await onVirtualNetwork(rules, ({ client }) => read(client.stream(hello)))
    expect(text).toBe(whole('main', 3))
  })
})

describe('after it nothing is replayed', () => {
  test.each([
    ['a connection that is cut', limitData({ bytes: 700 }), 'protocol', 'truncated'],
    ['a connection that is reset', limitData({ bytes: 700, ending: 'reset' }), 'network', 'reset'],
    ['a stream that stalls', stall({ bytes: 700 }), 'timeout', 'byte_idle'],
    ['a clean end without a finish marker', missingDone({ finishReason: false }), 'protocol', 'truncated'],
  ])('%s', async (_story, fault, errorClass, reason) => {
    await onVirtualNetwork(
      { models: { main: [always(fault)], spare: [] } },
      async ({ client, clock, transport, history }) => {
        const stream = client.stream(hello)
        const { text, error } = await read(stream)
        expect(error).toMatchObject({ errorClass, reason, partialText: text })
        expect(text).toMatch(/^\[main call 7 try 1\] Patience/)
        expect(history.events.filter(({ type }) => type === 'exchange-started')).toHaveLength(1)
        await expect(stream.reply).rejects.toBe(error)
        expect([clock.pending(), transport.busySockets()]).toEqual([0, 0])
      },
    )
  })
})

describe('a caller that leaves', () => {
  const talking = { models: { main: [] } }

  test('closes the connection, and nothing stays', async () => {
    await onVirtualNetwork(talking, async ({ client, clock, transport, history }) => {
      const { signal } = new AbortController()
      const stream = client.stream(hello, { signal })
      for await (const _delta of stream) break
      expect([clock.pending(), transport.busySockets(), getEventListeners(signal, 'abort').length]).toEqual([0, 0, 0])
      expect(history.events.at(-1)).toMatchObject({ type: 'exchange-ended', how: 'client-left' })
      await expect(stream.reply).rejects.toThrow('left before its end')
    })
  })

  test('or aborts gets what it had so far', async () => {
    await onVirtualNetwork(talking, async ({ client, clock, transport }) => {
      const controller = new AbortController()
      clock.timer(12, () => controller.abort())
      const { text, error } = await read(client.stream(hello, { signal: controller.signal }))
      expect(error).toMatchObject({ errorClass: 'aborted', partialText: text })
      expect(text).not.toBe('')
      expect(clock.now()).toBe(12)
      const listeners = getEventListeners(controller.signal, 'abort').length
      expect([clock.pending(), transport.busySockets(), listeners]).toEqual([0, 0, 0])
    })
  })

  test('and never looks at `reply` is not punished with an unhandled rejection', async () => {
    const rules = { models: { main: [always(limitData({ bytes: 700 }))] } }
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)
    await onVirtualNetwork(rules, ({ client }) => read(client.stream(hello)))
    await new Promise((resolve) => setImmediate(resolve))
    process.off('unhandledRejection', onUnhandled)
    expect(unhandled).toEqual([])
  })
})

describe('what streams send besides content', () => {
  const chunk = (content: string) => `data: {"choices":[{"delta":{"content":"${content}"}}]}\n\n`
  const streaming = (body: string) =>
    onTransport(new CannedTransport({ headers: sse, body }), ({ client }) => read(client.stream(hello)), {
      policies: [once],
    })

  test.each([
    [
      'an error event in its midst',
      `${chunk('half')}data: {"error":{"message":"busy","code":"overloaded_error"}}\n\n`,
      'half',
      'overloaded',
    ],
    [
      'an error event at its start',
      'data: {"error":{"message":"no","code":"insufficient_quota"}}\n\n',
      '',
      'quota_exhausted',
    ],
    ['an event that is not JSON', `${chunk('half')}data: {"choi\n\n`, 'half', 'protocol'],
    ['an event that is null', `${chunk('half')}data: null\n\n`, 'half', 'protocol'],
    ['nothing', '', '', 'protocol'],
    ['only its end', 'data: [DONE]\n\n', '', 'protocol'],
    ['only comments', ': keep-alive\n\n: keep-alive\n\n', '', 'protocol'],
  ])('%s', async (_story, body, text, errorClass) => {
    const read = await streaming(body)
    expect(read.text).toBe(text)
    expect(read.error).toMatchObject({ errorClass, partialText: text })
  })

  test.each([
    ['comments', `: keep-alive\n\n${chunk('a')}: keep-alive\n\n${chunk('b')}data: [DONE]\n\n`],
    ['events without choices', `data: {}\n\n${chunk('a')}data: {"choices":[]}\n\n${chunk('b')}data: [DONE]\n\n`],
    ['named events and ids', `event: message\nid: 1\n${chunk('a')}${chunk('b')}data: [DONE]\n\n`],
    ['words after [DONE]', `${chunk('a')}${chunk('b')}data: [DONE]\n\n${chunk('c')}`],
  ])('%s are passed over', async (_story, body) => {
    expect(await streaming(body)).toEqual({ text: 'ab' })
  })

  test('comments keep the connection alive, but do not stand for a first word', async () => {
    const clock = new VirtualClock()
    const transport: Transport = {
      send: (_request, { onConnected, signal }) => {
        onConnected?.()
        return Promise.resolve({ status: 200, headers: sse, body: keepAlive(clock, signal) })
      },
      busySockets: () => 0,
      close: () => Promise.resolve(),
    }
    await onTransport(
      transport,
      async ({ client }) => {
        const { error } = await read(client.stream(hello))
        expect(error).toMatchObject({ errorClass: 'timeout', reason: 'first_token' })
        expect(clock.now()).toBe(500)
      },
      { clock, policies: [once, timeout({ firstTokenMs: 500, byteIdleMs: 100 })] },
    )
  })
})

async function* keepAlive(clock: Clock, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  for (;;) {
    await clock.sleep(40, signal)
    yield Buffer.from(': keep-alive\n\n')
  }
}

test('to one who has left nothing comes any more, not even what had come before', async () => {
  const words = Buffer.concat([delta('here'), delta(' and'), delta(' there')])
  const main: Play = [[0, (socket) => (socket.head(200, sse), socket.data(words))]]
  await onPeers({ main }, async ({ client }) => {
    const reader = client.stream(ask)[Symbol.asyncIterator]()
    expect(await reader.next()).toEqual({ done: false, value: 'here' })
    await reader.return!()
    expect(await reader.next()).toEqual({ done: true, value: undefined })
  })
})

test('a stream is read once: a second reader is told so, and no second call is made', async () => {
  await onVirtualNetwork({ models: { main: [] } }, async ({ client, history }) => {
    const stream = client.stream(hello)
    await read(stream)
    await expect(stream[Symbol.asyncIterator]().next()).rejects.toThrow('can be read once')
    await expect(stream.reply).resolves.toMatchObject({ text: expect.stringContaining('Patience') as string })
    expect(history.events.filter(({ type }) => type === 'exchange-started')).toHaveLength(1)
  })
})

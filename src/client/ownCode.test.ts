import { describe, expect, onTestFinished, test } from 'vitest'
import { ask, chatError, nothing, onPeers } from '../../test/support/peerStage.ts'
import { answers, streams } from '../../test/support/scriptedPeer.ts'
import { onTransport } from '../../test/support/clientStage.ts'
import type { Acceptance } from './accept.ts'
import { createClient, type ChatClient } from './createClient.ts'
import { accept, budget, concurrency, retry } from './policySpecs.ts'

/** Neither an error nor a text. */
const wordless = Object.create(null) as object
const once = [retry({ maxAttemptsPerCall: 1 }), concurrency(1), budget({ usd: 1 })]
const priced = { price: { input: '1', output: '2' } }

async function readAll(client: ChatClient): Promise<void> {
  for await (const _text of client.stream(ask));
}

describe.each(['chat', 'stream'] as const)('an accept() that is no good, asked about a %s', (kind) => {
  test.each<[string, Acceptance, RegExp]>([
    [
      'that throws no error',
      () => {
        throw wordless
      },
      /accept\(\) threw: something without words/,
    ],
    ['that takes its time', (() => Promise.reject(new Error('later'))) as never, /accept\(\) must not be async/],
    [
      'with a $ref that leads to itself',
      { jsonSchema: { properties: { a: { $ref: '#/properties/a' } } } },
      /it cannot be used \(RangeError/,
    ],
  ])('%s refuses the answer, and everything is given back', async (_what, acceptance, message) => {
    const main = kind === 'chat' ? answers('{"a":1}') : streams([[1, '{"a":1}']])
    await onPeers(
      { main: [main, main] },
      async ({ client, leftovers }) => {
        for (const _call of [1, 2]) {
          const error = await chatError(kind === 'chat' ? client.chat(ask) : readAll(client))
          expect(error.errorClass).toBe('unacceptable')
          expect(error.message).toMatch(message)
        }
        expect(client.spend.heldUsd).toBe('0')
        expect(leftovers()).toEqual(nothing)
      },
      { all: priced, policies: [...once, accept(acceptance)] },
    )
  })
})

test.each<[string, () => unknown]>([
  [
    'throws no error',
    () => {
      throw wordless
    },
  ],
  ['rejects', () => Promise.reject(new Error('later'))],
])('a sink that %s loses no call, and is warned of', async (_what, sink) => {
  const warned = new Promise<string>((resolve) => {
    const onWarning = ({ message }: Error) => {
      if (message.includes('the sink of a brownout client')) resolve(message)
    }
    process.on('warning', onWarning)
    onTestFinished(() => void process.off('warning', onWarning))
  })
  await onPeers({ main: answers('fine') }, async ({ clock, transport }) => {
    const endpoints = [{ model: 'main', baseURL: 'https://main.test/v1', apiKey: 'sk-0123456789' }]
    const client = createClient({ endpoints, runtime: { clock, transport, sink: sink as () => void } })
    expect((await client.chat(ask)).text).toBe('fine')
  })
  expect(await warned).toMatch(/something without words|later/)
})

test('a transport that fails when it is left loses no call, and nothing stays', async () => {
  const text = (value: string) => Buffer.from(`data: {"choices":[{"delta":{"content":"${value}"}}]}\n\n`)
  async function* body() {
    try {
      yield text('one')
      yield text('two')
    } finally {
      // oxlint-disable-next-line no-unsafe-finally
      throw new Error('it does not close')
    }
  }
  const endpoints = [{ model: 'm', baseURL: 'https://m.test/v1', apiKey: 'sk-0123456789', ...priced }]
  const headers = { 'content-type': 'text/event-stream' }
  await onTransport(
    {
      send: () => Promise.resolve({ status: 200, headers, body: body() }),
      busySockets: () => 0,
      close: () => Promise.resolve(),
    },
    async ({ client, clock }) => {
      for (const _call of [1, 2]) for await (const piece of client.stream(ask)) if (piece === 'one') break
      expect(client.spend.heldUsd).toBe('0')
      expect(clock.pending()).toBe(0)
    },
    { endpoints, policies: once },
  )
})

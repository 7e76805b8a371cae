import { describe, expect, test } from 'vitest'
import { CannedTransport, completion, hello, onTransport, sse } from '../../test/support/clientStage.ts'
import type { CallOptions } from './request.ts'

const signal = new AbortController().signal

const bad: [string, unknown, RegExp][] = [
  ['a name that nobody reads', { timeout: 5_000 }, /the call has "timeout", which is no option here.*known: signal/],
  ['a slip in a name', { deadlineMS: 5 }, /Did you mean "deadlineMs"\?/],
  ['a slip beside a good name', { prefer: 'm', singal: signal }, /Did you mean "signal"\?/],
  ['a signal without its name', signal, /give it a name, \{ signal \}/],
  ['a number', 5_000, /the call is a number, expected an object of options/],
  ['a controller', { signal: new AbortController() }, /expected an AbortSignal: pass controller.signal/],
  ['a signal that is none', { signal: 5_000 }, /signal is a number, expected an AbortSignal/],
  ['an empty idempotency key', { idempotencyKey: '' }, /idempotencyKey is empty/],
  ['an idempotency key of two lines', { idempotencyKey: 'a\nb' }, /idempotencyKey is no text for a header/],
  ['an idempotency key that is a number', { idempotencyKey: 7 }, /idempotencyKey is a number/],
  ['an async accept', { accept: async () => true }, /accept must not be async/],
]

describe('options of a call that cannot be meant are refused before anything is sent', () => {
  test.each(bad)('%s', async (_what, options, message) => {
    const transport = new CannedTransport({ body: completion('x') })
    const refused = { name: 'ClientOptionsError', message: expect.stringMatching(message) as string }
    await onTransport(transport, async ({ client }) => {
      await expect(client.chat(hello, options as CallOptions)).rejects.toMatchObject(refused)
      const read = async () =>
        client
          .stream(hello, options as CallOptions)
          [Symbol.asyncIterator]()
          .next()
      await expect(read()).rejects.toMatchObject(refused)
    })
    expect(transport.requests).toEqual([])
  })

  test.each([NaN, Infinity])('a field that is %s', async (temperature) => {
    await onTransport(new CannedTransport({ body: completion('x') }), async ({ client, transport }) => {
      await expect(client.chat({ ...hello, temperature })).rejects.toThrow(
        `temperature of the request is ${temperature}`,
      )
      expect((transport as CannedTransport).requests).toEqual([])
    })
  })
})

test('every option of a call is known', async () => {
  await onTransport(new CannedTransport({ body: completion('x') }), async ({ client }) => {
    const options: Required<CallOptions> = {
      signal,
      deadlineMs: 500,
      idempotencyKey: 'order 7',
      callId: 7,
      prefer: 'm',
      accept: () => true,
    }
    expect((await client.chat(hello, options)).text).toBe('x')
    expect((await client.chat(hello, {})).text).toBe('x')
    expect((await client.chat(hello, null as unknown as CallOptions)).text).toBe('x')
  })
})

describe('the model of a request', () => {
  const endpoints = ['a', 'b', 'c'].map((id) => ({
    id,
    model: `model-${id}`,
    baseURL: `https://${id}.test/v1`,
    apiKey: `sk-${id}`,
  }))
  const stream = { body: `data: {"choices":[{"delta":{"content":"x"},"finish_reason":"stop"}]}\n\n`, headers: sse }

  test.each([
    ['the id of an endpoint', { model: 'b' }, {}, 'b'],
    ['the model of an endpoint', { model: 'model-c' }, {}, 'c'],
    ['null is none', { model: null }, {}, 'a'],
    ['`prefer` goes before it', { model: 'b' }, { prefer: 'c' }, 'c'],
  ])('%s: it is asked first', async (_what, request, options, endpoint) => {
    const transport = new CannedTransport({ body: completion('x') }, stream)
    await onTransport(
      transport,
      async ({ client }) => {
        expect((await client.chat({ ...hello, ...request }, options)).endpoint).toBe(endpoint)
        await client
          .stream({ ...hello, ...request }, options)
          [Symbol.asyncIterator]()
          .next()
        expect(transport.requests[1]!.url).toContain(`https://${endpoint}.test`)
      },
      { endpoints },
    )
  })

  test.each(['gpt-4o', '', 7])('%j is no endpoint: refused', async (model) => {
    await onTransport(
      new CannedTransport({ body: completion('x') }),
      async ({ client }) => {
        await expect(client.chat({ ...hello, model })).rejects.toThrow(/models belong to endpoints.*"a", "b", "c"/)
        await expect(client.chat({ ...hello, model }, { prefer: 'b' })).rejects.toThrow(/models belong to endpoints/)
      },
      { endpoints },
    )
  })
})

test('what is undefined was not given', async () => {
  const none = { signal: undefined, deadlineMs: undefined, idempotencyKey: undefined, callId: undefined }
  const options: CallOptions = { ...none, prefer: undefined, accept: undefined }
  const transport = new CannedTransport({ body: completion('x') })
  expect((await onTransport(transport, ({ client }) => client.chat(hello, options))).text).toBe('x')
})

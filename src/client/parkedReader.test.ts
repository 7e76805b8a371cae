import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { hello, onTransport } from '../../test/support/clientStage.ts'
import { chunk, TimedTransport, well, type TimedAnswer } from '../../test/support/timedTransport.ts'
import { concurrency, deadline, retry, timeout } from './policySpecs.ts'

const once = retry({ maxAttemptsPerCall: 1 })
const hanging: TimedAnswer = { steps: [[0, chunk({ content: 'x' })]], hangs: true }

describe('a reader that parks after the first content', () => {
  test('and aborts gives back its permit and its listener, and its reply is rejected at once', async () => {
    const network = new TimedTransport((_request, index) => (index === 0 ? hanging : well))
    await onTransport(
      network,
      async ({ client, clock }) => {
        const caller = new AbortController()
        const stream = client.stream(hello, { signal: caller.signal })
        const reader = stream[Symbol.asyncIterator]()
        expect(await reader.next()).toEqual({ done: false, value: 'x' })
        const reply = stream.reply.catch((error: unknown) => error)
        await clock.sleep(10)
        caller.abort()
        expect(getEventListeners(caller.signal, 'abort')).toHaveLength(0)
        const error = await reply
        expect(error).toMatchObject({ errorClass: 'aborted', partialText: 'x' })
        expect((await client.chat(hello)).text).toBe('well')
        await expect(reader.next()).rejects.toBe(error)
        expect(await reader.next()).toEqual({ done: true, value: undefined })
        expect(clock.now()).toBe(10)
      },
      { policies: [once, concurrency(1)], clock: network.clock },
    )
  })

  test('is ended by the deadline', async () => {
    const network = new TimedTransport((_request, index) => (index === 0 ? hanging : well))
    await onTransport(
      network,
      async ({ client, clock }) => {
        const stream = client.stream(hello)
        await stream[Symbol.asyncIterator]().next()
        await expect(stream.reply).rejects.toMatchObject({ errorClass: 'timeout', reason: 'deadline' })
        expect(clock.now()).toBe(20_000)
        expect((await client.chat(hello)).text).toBe('well')
      },
      { policies: [once, concurrency(1), deadline('20s')], clock: network.clock },
    )
  })

  test('keeps an answer whose end had come before the deadline', async () => {
    const words = chunk({ content: 'a' }) + chunk({ content: 'b' }) + chunk({}, 'stop')
    const network = new TimedTransport(() => ({ steps: [[0, words]], hangs: true }))
    await onTransport(
      network,
      async ({ client, clock, events }) => {
        const stream = client.stream(hello)
        const reader = stream[Symbol.asyncIterator]()
        expect(await reader.next()).toEqual({ done: false, value: 'a' })
        expect(await stream.reply).toMatchObject({ text: 'ab', finishReason: 'stop' })
        expect(clock.now()).toBe(20_000)
        expect(events.at(-1)!.type).toBe('operation-ended')
        expect(await reader.next()).toEqual({ done: false, value: 'b' })
        expect(await reader.next()).toEqual({ done: true, value: undefined })
      },
      { policies: [once, deadline('20s')], clock: network.clock },
    )
  })

  test('holds nothing if the answer came as a whole', async () => {
    const network = new TimedTransport(() => well)
    await onTransport(
      network,
      async ({ client }) => {
        const stream = client.stream(hello)
        const reader = stream[Symbol.asyncIterator]()
        expect(await reader.next()).toEqual({ done: false, value: 'well' })
        expect((await client.chat(hello)).text).toBe('well')
        expect((await stream.reply).text).toBe('well')
        expect(await reader.next()).toEqual({ done: true, value: undefined })
      },
      { policies: [once, concurrency(1)], clock: network.clock },
    )
  })

  test('does not keep the circuit open: the first content is what a probe is for', async () => {
    const down: TimedAnswer = { status: 500, headers: {}, steps: [[0, '{}']] }
    const network = new TimedTransport((_request, index) => (index < 10 ? down : index === 10 ? hanging : well))
    await onTransport(
      network,
      async ({ client, clock }) => {
        for (let call = 0; call < 10; call += 1) await client.chat(hello).catch(() => 0)
        await clock.sleep(16_000)
        await client.stream(hello)[Symbol.asyncIterator]().next()
        expect((await client.chat(hello)).text).toBe('well')
      },
      { policies: [once, timeout({ attemptMs: 60_000 })], clock: network.clock },
    )
  })
})

describe('a reply that is asked for without a reader', () => {
  const words: TimedAnswer = {
    steps: [
      [0, chunk({ content: 'a' })],
      [100, chunk({ content: 'b' })],
      [100, chunk({}, 'stop')],
    ],
  }

  test('comes: the stream is read for it', async () => {
    const network = new TimedTransport(() => words)
    const act = async ({ client }: Parameters<Parameters<typeof onTransport>[1]>[0]) => client.stream(hello).reply
    expect(await onTransport(network, act, { clock: network.clock })).toMatchObject({ text: 'ab' })
  })

  test.each([0, 50, 150, 1_000])('is no hindrance to a reader that comes %d ms later', async (laterMs) => {
    const network = new TimedTransport(() => words)
    await onTransport(
      network,
      async ({ client, clock }) => {
        const stream = client.stream(hello)
        const { reply } = stream
        await clock.sleep(laterMs)
        let text = ''
        for await (const word of stream) text += word
        expect([text, (await reply).text]).toEqual(['ab', 'ab'])
        expect(network.requests).toHaveLength(1)
      },
      { clock: network.clock },
    )
  })

  test('rejects as the iteration would', async () => {
    const network = new TimedTransport(() => ({ status: 400, headers: {}, steps: [[0, '{}']] }))
    await onTransport(
      network,
      async ({ client }) => {
        const stream = client.stream(hello)
        const error = await stream.reply.catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ errorClass: 'invalid_request' })
        await expect(stream[Symbol.asyncIterator]().next()).rejects.toBe(error)
      },
      { clock: network.clock },
    )
  })
})

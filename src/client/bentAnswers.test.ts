import { describe, expect, test } from 'vitest'
import { hello, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { contentEncodingForms } from '../faults/catalogue/contentEncoding.ts'
import { always, catalogue, first, type FaultSpec } from '../faults/index.ts'
import { streamShapeNames } from '../faults/streamShapes.ts'
import type { ChatError } from './chatError.ts'
import { deadline, retry, timeout } from './policySpecs.ts'

const { blankLines, buffering, contentEncoding, finishReason, jsonForStream, keepAlive, largeEvent } = catalogue
const { slicer, streamForJson, streamShape } = catalogue

/** How a call ends under a fault, what the upstream says that it gave, and how long it took, in ms. */
function endOf(fault: FaultSpec, stream: boolean, limits: Parameters<typeof timeout>[0] = {}) {
  return onVirtualNetwork(
    { models: { main: [first(1, fault)] } },
    async ({ client, clock, history }) => {
      const call = stream ? client.stream(hello).reply : client.chat(hello)
      const end = await call.then(
        ({ text, finishReason: reason }) => ({ text, reason }),
        ({ errorClass, attempts, partialText }: ChatError) => ({
          failed: `${errorClass}/${attempts.at(-1)!.failure!.reason}`,
          partialText,
        }),
      )
      const given = history.events.find((event) => event.type === 'exchange-ended')
      return { ...end, given: given?.text, tookMs: clock.now() }
    },
    { policies: [retry({ maxAttemptsPerCall: 1 }), deadline(60_000), timeout(limits)] },
  )
}

const whole = '[main call 7 try 1] Patience is a resource: spend it well. Kiên nhẫn 🐢'

describe('chunks of another shape', () => {
  test.each(streamShapeNames)('%s: what was said is heard', async (form) => {
    const { given, ...end } = await endOf(streamShape({ form }), true)
    expect(end).toMatchObject({ text: given, reason: 'stop' })
    expect(given).toContain('Patience')
  })

  /** 65,000 pieces of one event: whoever began anew with each would copy 30 GB, and be over the time of a test. */
  test('an event of a megabyte in small pieces takes no more than its bytes', async () => {
    const faults = [slicer({ bytes: 16, delayMs: 0 }), largeEvent({ bytes: 1_000_000 })]
    await onVirtualNetwork({ models: { main: faults.map((fault) => always(fault)) } }, async ({ client }) => {
      expect((await client.stream(hello).reply).text).toBe(whole)
    })
  })

  test('an event of a megabyte, one body byte by byte, and many events at once', async () => {
    for (const fault of [largeEvent({ bytes: 1_000_000 }), buffering({ pieces: 5 }), buffering({ pieces: 100 })])
      expect(await endOf(fault, true)).toMatchObject({ text: whole, reason: 'stop' })
    expect(await endOf(slicer({ bytes: 1, delayMs: 0 }), false)).toMatchObject({ text: whole, reason: 'stop' })
  })
})

describe('an answer that ends early, in good form', () => {
  test.each([true, false])('for want of tokens is a success that says so (stream: %s)', async (stream) => {
    for (const afterDeltas of [0, 2]) {
      const { given, ...end } = await endOf(finishReason({ reason: 'length', afterDeltas }), stream)
      expect(end).toMatchObject({ text: given, reason: 'length' })
    }
  })

  test.each([true, false])('by a filter says so, and is none without a word (stream: %s)', async (stream) => {
    const { given, ...end } = await endOf(finishReason({ reason: 'content_filter', afterDeltas: 2 }), stream)
    expect(end).toMatchObject({ text: given, reason: 'content_filter' })
    const none = await endOf(finishReason({ reason: 'content_filter', afterDeltas: 0 }), stream)
    expect(none).toMatchObject({ failed: 'content_policy/refused' })
  })
})

describe('another form than was asked for', () => {
  test('a document is read for a stream, a stream for a document', async () => {
    expect(await endOf(jsonForStream({}), true)).toMatchObject({ text: whole, reason: 'stop' })
    expect(await endOf(streamForJson({}), false)).toMatchObject({ text: whole, reason: 'stop' })
  })

  test.each(contentEncodingForms)('%s is refused in words: it was asked for as it is', async (form) => {
    for (const stream of [true, false])
      expect(await endOf(contentEncoding({ form }), stream)).toMatchObject({ failed: 'protocol/content_encoding' })
  })
})

describe('signs of life are no answer', () => {
  test('comments before the first word end with the wait for it', async () => {
    const limits = { firstTokenMs: 2_000, byteIdleMs: 200 }
    expect(await endOf(keepAlive({ everyMs: 100 }), true, limits)).toMatchObject({
      failed: 'timeout/first_token',
      tookMs: 2_000,
    })
  })

  test('nor between words: the caller keeps what it has', async () => {
    const limits = { tokenIdleMs: 3_000, byteIdleMs: 200 }
    expect(await endOf(keepAlive({ afterDeltas: 3, everyMs: 100 }), true, limits)).toMatchObject({
      failed: 'timeout/token_idle',
      partialText: '[main call 7 try 1] Patience is',
      tookMs: 3_010,
    })
  })

  test('with no other limit the deadline ends them, of comments and of empty lines', async () => {
    const patient = { firstTokenMs: 600_000, tokenIdleMs: 600_000, attemptMs: 600_000 }
    for (const [fault, stream] of [
      [keepAlive({ everyMs: 1_000 }), true],
      [keepAlive({ everyMs: 1_000, afterDeltas: 2 }), true],
      [blankLines({ everyMs: 1_000 }), false],
    ] as const)
      expect(await endOf(fault, stream, patient)).toMatchObject({ failed: 'timeout/deadline', tookMs: 60_000 })
  })

  test('they keep a connection from being idle, until the answer comes', async () => {
    const limits = { byteIdleMs: 200, tokenIdleMs: 6_000 }
    for (const [fault, stream] of [
      [keepAlive({ everyMs: 100, afterDeltas: 1, forMs: 5_000 }), true],
      [blankLines({ everyMs: 100, forMs: 30_000 }), false],
    ] as const)
      expect(await endOf(fault, stream, limits)).toMatchObject({ text: whole, reason: 'stop' })
  })
})

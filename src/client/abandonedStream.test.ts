import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { ask, chatError, nothing, onPeers, type PeerStage } from '../../test/support/peerStage.ts'
import { answers, streams, usageOf, type Play } from '../../test/support/scriptedPeer.ts'
import type { ReplyStream } from './replyStream.ts'
import type { CallOptions } from './request.ts'
import { budget, concurrency, deadline } from './policySpecs.ts'

const usage = usageOf(10, 5)
const endless = streams(
  [
    [10, 'one'],
    [10, 'two'],
    [10, 'three'],
  ],
  { ends: false },
)
const short = streams(
  [
    [10, 'one'],
    [10, 'two'],
  ],
  { usage },
)

/** Takes one piece of a stream, and then minds something else; another call waits for the one permit there is. */
function abandon(
  play: Play,
  options: CallOptions,
  act: (stage: PeerStage, iterator: AsyncIterator<string>, stream: ReplyStream) => Promise<void>,
): Promise<void> {
  return onPeers(
    { main: [play, answers('fine', { usage })] },
    async (stage) => {
      const { client, clock } = stage
      const stream = client.stream(ask, options)
      const iterator = stream[Symbol.asyncIterator]()
      expect(await iterator.next()).toEqual({ done: false, value: 'one' })
      clock.timer(25, () => void client.chat(ask))
      await act(stage, iterator, stream)
    },
    {
      all: { price: { input: '1', output: '2' } },
      policies: [deadline(100), concurrency(1), budget({ usd: 1 })],
    },
  )
}

/** The other call has been served, so the permit was given back; and nothing else is left. */
async function expectAllGivenBack({ client, clock, peer, leftovers, events }: PeerStage): Promise<void> {
  await clock.sleep(300)
  expect(peer.told.filter((seen) => seen.includes('asked'))).toHaveLength(2)
  expect(client.spend.heldUsd).toBe('0')
  expect(leftovers()).toEqual(nothing)
  expect(events.filter(({ type }) => type === 'operation-ended')).toHaveLength(2)
}

describe('a stream whose reader hangs gives everything back', () => {
  test('at its deadline', async () => {
    await abandon(endless, {}, async (stage, _iterator, stream) => {
      const error = await chatError(stream.reply)
      expect(stage.clock.now()).toBe(100)
      expect(error).toMatchObject({ errorClass: 'timeout', reason: 'deadline', partialText: 'one' })
      await expectAllGivenBack(stage)
    })
  })

  test('when its caller gives up', async () => {
    const controller = new AbortController()
    await abandon(endless, { signal: controller.signal }, async (stage, _iterator, stream) => {
      stage.clock.timer(40, () => controller.abort(new Error('enough')))
      expect(await chatError(stream.reply)).toMatchObject({ errorClass: 'aborted' })
      expect(getEventListeners(controller.signal, 'abort')).toEqual([])
      await expectAllGivenBack(stage)
    })
  })

  test('at its deadline, although the server had sent everything: it may be billed, and nobody read how much', async () => {
    await abandon(short, {}, async (stage, _iterator, stream) => {
      const error = await chatError(stream.reply)
      expect(error).toMatchObject({ reason: 'deadline', partialText: 'one', cost: { usd: '0' } })
      expect(Number(error.cost.atMostUsd)).toBeGreaterThan(0)
      await expectAllGivenBack(stage)
    })
  })
})

test('an answer that came whole is over when it is here', async () => {
  const whole = answers('one', { usage })
  await abandon(whole, {}, async (stage, iterator, stream) => {
    expect((await stream.reply).text).toBe('one')
    expect(stage.clock.now()).toBe(0)
    await expectAllGivenBack(stage)
    expect(await iterator.next()).toEqual({ done: true, value: undefined })
  })
})

describe('a reader who comes back late', () => {
  const rest = async (iterator: AsyncIterator<string>) => {
    const pieces: string[] = []
    for (let step = await iterator.next(); step.done !== true; step = await iterator.next()) pieces.push(step.value)
    return pieces
  }

  test('but before the deadline finds the answer that had come', async () => {
    await abandon(short, {}, async ({ clock }, iterator, stream) => {
      await clock.sleep(50)
      expect(await rest(iterator)).toEqual(['two'])
      expect((await stream.reply).text).toBe('onetwo')
    })
  })

  test('finds what had come, and then why there is no more, once', async () => {
    await abandon(endless, {}, async ({ clock }, iterator) => {
      await clock.sleep(500)
      // What the server had sent and nobody had fetched went with the connection.
      expect(await chatError(rest(iterator))).toMatchObject({ errorClass: 'timeout', reason: 'deadline' })
      expect(await iterator.next()).toEqual({ done: true, value: undefined })
    })
  })

  test('and leaves finds nothing more', async () => {
    await abandon(short, {}, async ({ clock }, iterator) => {
      await clock.sleep(500)
      expect(await iterator.return!()).toEqual({ done: true, value: undefined })
      expect(await iterator.next()).toEqual({ done: true, value: undefined })
    })
  })
})

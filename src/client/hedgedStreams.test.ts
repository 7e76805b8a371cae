import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { sse } from '../../test/support/clientStage.ts'
import { ask, nothing, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers, delta, refuses, silence, streams, usageOf, type Play } from '../../test/support/scriptedPeer.ts'
import type { VirtualSocket } from '../runtime/index.ts'
import { hedge } from './policySpecs.ts'
import type { ReplyStream } from './replyStream.ts'

const policies = [hedge({ afterMs: 100 })]

async function textOf(stream: ReplyStream): Promise<string> {
  let text = ''
  for await (const delta of stream) text += delta
  return text
}

test('the first content wins, not the first headers; the other stream is closed at that instant', async () => {
  const late = streams([[500, 'late']])
  const quick = streams([
    [30, 'quick'],
    [300, ' enough'],
  ])
  await onPeers(
    { main: late, spare: quick },
    async ({ client, peer, leftovers }) => {
      const stream = client.stream(ask)
      expect(await textOf(stream)).toBe('quick enough')
      const reply = await stream.reply
      expect(reply).toMatchObject({ endpoint: 'spare', timings: { firstContentMs: 130, totalMs: 430 } })
      expect(toldAttempts(reply)).toEqual(['main first 0-130 aborted/superseded', 'spare hedge 100-430 ok'])
      expect(peer.told).toEqual(['main asked at 0', 'spare asked at 100', 'main left at 130'])
      expect(leftovers()).toEqual(nothing)
    },
    { policies },
  )
})

test('a stream that has shown content is not hedged, however slowly it goes on', async () => {
  const main = streams([
    [90, 'slow'],
    [5_000, 'ly'],
  ])
  await onPeers(
    { main, spare: streams([[1, 'quick']]) },
    async ({ client, peer }) => {
      expect(await textOf(client.stream(ask))).toBe('slowly')
      expect(peer.told).toEqual(['main asked at 0'])
    },
    { policies },
  )
})

test('two that show content at one instant: one is taken, the other is closed though it had opened', async () => {
  let other: VirtualSocket | undefined
  const spare: Play = [
    [
      0,
      (socket) => {
        other = socket
        socket.head(200, sse)
      },
    ],
  ]
  const both: Play[number] = [
    130,
    (socket) => {
      socket.data(delta('main'))
      other!.data(delta('spare'))
    },
  ]
  const end: Play[number] = [
    50,
    (socket) => {
      socket.data(Buffer.from('data: [DONE]\n\n'))
      socket.end()
    },
  ]
  await onPeers(
    { main: [[0, (socket) => socket.head(200, sse)], both, end], spare },
    async ({ client, peer, leftovers }) => {
      const stream = client.stream(ask)
      expect(await textOf(stream)).toBe('main')
      expect(toldAttempts(await stream.reply)).toEqual([
        'spare hedge 100-130 aborted/superseded',
        'main first 0-180 ok',
      ])
      expect(peer.told.slice(2)).toEqual(['spare left at 130'])
      expect(leftovers()).toEqual(nothing)
    },
    { policies },
  )
})

test('a hedge that answers as a document is an answer too', async () => {
  await onPeers(
    { main: silence, spare: answers('whole', { afterMs: 30 }) },
    async ({ client, leftovers }) => {
      expect(await textOf(client.stream(ask))).toBe('whole')
      expect(leftovers()).toEqual(nothing)
    },
    { policies },
  )
})

describe('what a loser may cost', () => {
  test('is its worst case: the answers’ own counts stay exact', async () => {
    const quick = streams([[30, 'quick']], { usage: usageOf(10, 5) })
    await onPeers(
      { main: streams([[500, 'late']]), spare: quick },
      async ({ client }) => {
        const stream = client.stream(ask)
        await textOf(stream)
        const { cost } = await stream.reply
        expect(cost.usd).toBe('0.00002')
        expect(Number(cost.atMostUsd)).toBeGreaterThan(0.00002)
      },
      { policies, all: { price: { input: '1', output: '2' } } },
    )
  })

  test('nothing, where it was refused before', async () => {
    const quick = streams([[30, 'quick']], { usage: usageOf(10, 5) })
    await onPeers(
      { main: refuses(500, { afterMs: 110 }), spare: quick },
      async ({ client }) => {
        const stream = client.stream(ask)
        await textOf(stream)
        expect((await stream.reply).cost).toEqual({ usd: '0.00002', atMostUsd: '0.00002' })
      },
      { policies, all: { price: { input: '1', output: '2' } } },
    )
  })
})

test('a reader who leaves during the race leaves nothing behind', async () => {
  await onPeers(
    { main: silence, spare: silence },
    async ({ client, clock, peer, leftovers }) => {
      const controller = new AbortController()
      clock.timer(150, () => controller.abort())
      const stream = client.stream(ask, { signal: controller.signal })
      await expect(textOf(stream)).rejects.toMatchObject({ errorClass: 'aborted', reason: 'caller' })
      expect(peer.told.slice(2)).toEqual(['main left at 150', 'spare left at 150'])
      expect(leftovers()).toEqual(nothing)
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
    },
    { policies },
  )
})

test('once content was shown, what breaks is not replayed: neither by the loser nor by the third', async () => {
  const breaking = streams([[30, 'half']], { ends: false })
  await onPeers(
    { main: silence, spare: breaking, third: streams([[5, 'third']]) },
    async ({ client, peer, leftovers }) => {
      const stream = client.stream(ask, { deadlineMs: 1_000 })
      await expect(textOf(stream)).rejects.toMatchObject({ errorClass: 'timeout', partialText: 'half' })
      expect(peer.told).toEqual(['main asked at 0', 'spare asked at 100', 'main left at 130', 'spare left at 1000'])
      expect(leftovers()).toEqual(nothing)
    },
    { policies },
  )
})

import { describe, expect, test } from 'vitest'
import { ask, chatError, nothing, onPeers, toldAttempts, type PeerStage } from '../../test/support/peerStage.ts'
import { answers, refuses, silence, streams } from '../../test/support/scriptedPeer.ts'
import type { ClientEvent } from '../history/index.ts'
import { budget, concurrency, rateLimiter, retry } from './policySpecs.ts'

const slow = answers('fine', { afterMs: 100 })
const exact = retry({ initialDelayMs: 0 })
const asked = ({ peer }: PeerStage) => peer.told.filter((line) => line.includes('asked'))

/** Whether all permits of the only endpoint are back: so many calls start at once, and one more has to wait. */
async function expectPermits(stage: PeerStage, permits: number): Promise<void> {
  const { client, clock, peer } = stage
  const before = peer.seen.length
  const startedAtMs = clock.now()
  await Promise.all(Array.from({ length: permits + 1 }, () => client.chat(ask)))
  const starts = peer.seen.slice(before).map(({ atMs }) => atMs - startedAtMs)
  expect(starts).toEqual([...Array.from({ length: permits }, () => 0), 100])
  expect(stage.leftovers()).toEqual(nothing)
}

describe('attempts in flight at an endpoint', () => {
  test('are never more than its quota; the others stand in line, first come, first served', async () => {
    await onPeers(
      { main: slow },
      async (stage) => {
        const { client, clock, peer } = stage
        const ends: [number, number][] = []
        await Promise.all(
          [0, 1, 2, 3, 4].map(async (call) => {
            const { timings } = await client.chat(ask)
            ends.push([call, clock.now()])
            expect(timings.waitedMs).toBe(clock.now() - 100)
          }),
        )
        expect(ends).toEqual([
          [0, 100],
          [1, 100],
          [2, 200],
          [3, 200],
          [4, 300],
        ])
        expect(peer.most['main']).toBe(2)
        await expectPermits(stage, 2)
      },
      { all: { quota: { maxConcurrent: 2 } } },
    )
  })

  test('stay within it with retries, fallbacks and streams', async () => {
    const main = [refuses(500, { afterMs: 20 }), streams([[30, 'a']]), refuses(404, { afterMs: 10 }), slow]
    await onPeers(
      { main, spare: slow },
      async (stage) => {
        const { client, peer, leftovers } = stage
        const read = async () => {
          let text = ''
          for await (const part of client.stream(ask)) text += part
          return text
        }
        const ends = await Promise.allSettled(
          Array.from({ length: 12 }, (_, call) => (call % 3 === 0 ? read() : client.chat(ask))),
        )
        expect(ends.every(({ status }) => status === 'fulfilled')).toBe(true)
        expect(peer.most).toEqual({ main: 2, spare: 2 })
        expect(leftovers()).toEqual(nothing)
      },
      { all: { quota: { maxConcurrent: 2 } }, policies: [exact] },
    )
  })

  test('do not count a call that waits: its permit is back while it backs off', async () => {
    await onPeers(
      { main: [refuses(429, { headers: { 'retry-after': '1' } }), slow] },
      async (stage) => {
        await Promise.all([stage.client.chat(ask), stage.client.chat(ask)])
        expect(asked(stage)).toEqual(['main asked at 0', 'main asked at 1000', 'main asked at 1100'])
        await expectPermits(stage, 1)
      },
      { all: { quota: { maxConcurrent: 1 } }, policies: [exact] },
    )
  })

  test('an endpoint whose permits are out is passed by while another is free', async () => {
    await onPeers(
      { main: slow, spare: slow },
      async (stage) => {
        await Promise.all([1, 2, 3].map(() => stage.client.chat(ask)))
        expect(asked(stage)).toEqual(['main asked at 0', 'spare asked at 0', 'main asked at 100'])
      },
      { all: { quota: { maxConcurrent: 1 } } },
    )
  })
})

describe('who leaves the line', () => {
  test('by the caller’s abort leaves no trace: who stood behind moves up', async () => {
    await onPeers(
      { main: slow },
      async (stage) => {
        const { client, clock } = stage
        const controller = new AbortController()
        const first = client.chat(ask)
        const impatient = chatError(client.chat(ask, { signal: controller.signal }))
        const last = client.chat(ask)
        clock.timer(50, () => controller.abort(new Error('enough')))
        const error = await impatient
        expect(error).toMatchObject({ errorClass: 'aborted', reason: 'caller', attempts: [] })
        expect(clock.now()).toBe(50)
        await Promise.all([first, last])
        expect(asked(stage)).toEqual(['main asked at 0', 'main asked at 100'])
        await expectPermits(stage, 1)
      },
      { all: { quota: { maxConcurrent: 1 } } },
    )
  })

  test('at the instant at which it was let in passes the permit on', async () => {
    const controller = new AbortController()
    // The first attempt has given its permit to the second call, which does not know it yet.
    const onEvent = ({ type }: ClientEvent) => type === 'attempt-ended' && controller.abort()
    await onPeers(
      { main: slow },
      async (stage) => {
        const { client } = stage
        const first = client.chat(ask)
        const aborted = chatError(client.chat(ask, { signal: controller.signal }))
        const last = client.chat(ask)
        expect((await aborted).errorClass).toBe('aborted')
        await Promise.all([first, last])
        expect(asked(stage)).toEqual(['main asked at 0', 'main asked at 100'])
        await expectPermits(stage, 1)
      },
      { all: { quota: { maxConcurrent: 1 } }, onEvent },
    )
  })

  test('by its deadline is told what it waited for', async () => {
    await onPeers(
      { main: slow },
      async (stage) => {
        const { client, clock } = stage
        const first = client.chat(ask)
        const error = await chatError(client.chat(ask, { deadlineMs: 70 }))
        expect(error).toMatchObject({ errorClass: 'local_limit', reason: 'concurrency', attempts: [], status: null })
        expect(clock.now()).toBe(70)
        await first
        await expectPermits(stage, 1)
      },
      { all: { quota: { maxConcurrent: 1 } } },
    )
  })

  test('in a storm of aborts and deadlines every permit comes back', async () => {
    await onPeers(
      { main: [slow, refuses(500, { afterMs: 5 }), silence, slow, refuses(429, { afterMs: 5 }), slow] },
      async (stage) => {
        const { client, clock, peer } = stage
        await Promise.allSettled(
          Array.from({ length: 40 }, (_, call) => {
            const controller = new AbortController()
            if (call % 4 === 1) clock.timer(call * 13, () => controller.abort())
            return client.chat(ask, { signal: controller.signal, deadlineMs: 200 + call * 37 })
          }),
        )
        expect(peer.most['main']).toBe(3)
        await expectPermits(stage, 3)
      },
      { all: { quota: { maxConcurrent: 3 } } },
    )
  })

  test('for want of money gives its permit back', async () => {
    await onPeers(
      { main: slow },
      async (stage) => {
        const { client } = stage
        const calls = [client.chat(ask), client.chat(ask), client.chat(ask)]
        const ends = await Promise.allSettled(calls)
        expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'rejected'])
        expect(await chatError(calls[2]!)).toMatchObject({ errorClass: 'budget', reason: 'spent', attempts: [] })
        expect(stage.leftovers()).toEqual(nothing)
      },
      {
        all: { quota: { maxConcurrent: 1 }, price: { input: '1', output: '2' } },
        policies: [budget({ usd: '0.0006' })],
      },
    )
  })
})

describe('an endpoint’s own quota goes before the client’s policies', () => {
  const many = async ({ client }: PeerStage) => {
    await Promise.all([1, 2, 3, 4].map(() => client.chat(ask, { deadlineMs: 600_000 })))
  }

  test('in flight', async () => {
    await onPeers(
      { main: slow },
      async (stage) => {
        await many(stage)
        expect(stage.peer.most).toEqual({ main: 3 })
      },
      { policies: [concurrency(1)], all: { quota: { maxConcurrent: 3 } } },
    )
  })

  test('per minute; an endpoint without one keeps the policy’s', async () => {
    const minutes = (stage: PeerStage) => asked(stage).map((line) => Number(line.split(' ').at(-1)) / 60_000)
    const policies = [rateLimiter({ rpm: 1 })]
    await onPeers(
      { main: answers('fine') },
      async (stage) => (await many(stage), expect(minutes(stage)).toEqual([0, 1, 2, 3])),
      { policies },
    )
    await onPeers(
      { main: answers('fine') },
      async (stage) => (await many(stage), expect(minutes(stage)).toEqual([0, 0, 0, 1])),
      {
        policies,
        all: { quota: { rpm: 3 } },
      },
    )
  })
})

test('a call that gave up its wait for a minute’s place leaves the place', async () => {
  await onPeers(
    { main: answers('fine') },
    async (stage) => {
      const { client } = stage
      await client.chat(ask)
      const error = await chatError(client.chat(ask, { deadlineMs: 1_000 }))
      expect(error).toMatchObject({ errorClass: 'local_limit', reason: 'quota' })
      expect(error.retryAtMs).toBe(stage.clock.epochMs() + 60_000)
      expect(toldAttempts(await client.chat(ask, { deadlineMs: 100_000 }))).toEqual(['main first 60000-60000 ok'])
    },
    { all: { quota: { rpm: 1 } } },
  )
})

test('a call that was aborted in its wait for a minute’s place leaves the place to the next', async () => {
  await onPeers(
    { main: answers('fine') },
    async (stage) => {
      const { client, clock } = stage
      await client.chat(ask)
      const controller = new AbortController()
      const impatient = chatError(client.chat(ask, { signal: controller.signal, deadlineMs: 100_000 }))
      clock.timer(1_000, () => controller.abort())
      expect((await impatient).errorClass).toBe('aborted')
      await client.chat(ask, { deadlineMs: 100_000 })
      expect(asked(stage)).toEqual(['main asked at 0', 'main asked at 60000'])
    },
    { all: { quota: { rpm: 1 } } },
  )
})

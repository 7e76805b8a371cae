import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { ask, chatError, nothing, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers, documents, refuses, silence, streams, type Play } from '../../test/support/scriptedPeer.ts'
import type { RetryPolicy } from './policy.ts'
import { fallback, retry, timeout } from './policySpecs.ts'

const fine = answers('fine')
const awayFor = (seconds: number) => refuses(429, { headers: { 'retry-after': String(seconds) } })

describe('callers whom a server sent away until one instant', () => {
  const calls = 50
  const plays = { main: [...Array.from({ length: calls }, () => awayFor(3)), fine] }
  const roomy = { budgetFloorPerSecond: Infinity }

  test('do not come back at that instant all together, and none comes early', async () => {
    await onPeers(
      plays,
      async ({ client, peer }) => {
        await Promise.all(Array.from({ length: calls }, () => client.chat(ask)))
        const backMs = peer.seen.slice(calls).map(({ atMs }) => atMs)
        expect(backMs).toHaveLength(calls)
        expect(Math.min(...backMs)).toBeGreaterThanOrEqual(3_000)
        expect(Math.max(...backMs)).toBeLessThanOrEqual(4_500)
        expect(new Set(backMs).size).toBeGreaterThan(calls * 0.9)
        // As even as chance is: about as many in each half.
        const early = backMs.filter((atMs) => atMs < 3_750).length
        expect(early).toBeGreaterThan(calls * 0.25)
        expect(early).toBeLessThan(calls * 0.75)
      },
      { policies: [retry(roomy)] },
    )
  })

  test('come back over half as long as they were asked for, but for no longer than a backoff may be', async () => {
    const lastBackMs = async (options: Partial<RetryPolicy>) => {
      let lastMs = 0
      await onPeers(
        plays,
        async ({ client, peer }) => {
          await Promise.all(Array.from({ length: calls }, () => client.chat(ask)))
          lastMs = Math.max(...peer.seen.map(({ atMs }) => atMs))
        },
        { policies: [retry({ ...roomy, ...options })] },
      )
      return lastMs
    }
    expect(await lastBackMs({ maxDelayMs: 600 })).toBeGreaterThan(3_500)
    expect(await lastBackMs({ maxDelayMs: 600 })).toBeLessThanOrEqual(3_600)
    expect(await lastBackMs({ initialDelayMs: 2_000 })).toBeGreaterThan(4_500)
    expect(await lastBackMs({ initialDelayMs: 0 })).toBe(3_000)
  })

  test('a wait that its words alone name is spread too', async () => {
    const hinted = refuses(429, { message: 'Rate limit reached, please try again in 900ms.' })
    await onPeers(
      { main: [...Array.from({ length: calls }, () => hinted), fine] },
      async ({ client, peer }) => {
        await Promise.all(Array.from({ length: calls }, () => client.chat(ask)))
        const backMs = peer.seen.slice(calls).map(({ atMs }) => atMs)
        expect(Math.min(...backMs)).toBeGreaterThanOrEqual(900)
        expect(new Set(backMs).size).toBeGreaterThan(calls * 0.9)
      },
      { policies: [retry(roomy)] },
    )
  })

  test('the spread eats at most half of what is left until the deadline', async () => {
    await onPeers(
      plays,
      async ({ client, peer }) => {
        await Promise.all(Array.from({ length: calls }, () => client.chat(ask, { deadlineMs: 3_010 })))
        const backMs = peer.seen.slice(calls).map(({ atMs }) => atMs)
        expect(Math.max(...backMs)).toBeLessThanOrEqual(3_005)
      },
      { policies: [retry(roomy)] },
    )
  })

  test('the calls that it binds without having been sent away themselves are spread too', async () => {
    await onPeers(
      { main: [awayFor(3), fine] },
      async ({ client, clock, peer }) => {
        const first = client.chat(ask)
        await clock.sleep(1_000)
        await Promise.all(Array.from({ length: calls }, () => client.chat(ask)))
        await first
        const backMs = peer.seen.slice(1).map(({ atMs }) => atMs)
        expect(Math.min(...backMs)).toBeGreaterThanOrEqual(3_000)
        expect(new Set(backMs).size).toBeGreaterThan(calls * 0.9)
      },
      { policies: [retry(roomy)] },
    )
  })
})

describe('time limits', () => {
  test('may be longer from the second attempt on the same endpoint on', async () => {
    const slow: Play = answers('slow', { afterMs: 250 })
    const policies = [
      timeout({ headersMs: 100, laterAttempts: { headersMs: 300 } }),
      retry({ initialDelayMs: 0, maxAttemptsPerEndpoint: 2 }),
    ]
    await onPeers(
      { main: [slow, slow] },
      async ({ client, leftovers }) => {
        expect(toldAttempts(await client.chat(ask))).toEqual([
          'main first 0-100 timeout/headers',
          'main retry 100-350 ok',
        ])
        expect(leftovers()).toEqual(nothing)
      },
      { policies },
    )
    // Another endpoint begins with the first patience.
    await onPeers(
      { main: [silence, silence], spare: [slow, slow] },
      async ({ client }) => {
        expect(toldAttempts(await client.chat(ask))).toEqual([
          'main first 0-100 timeout/headers',
          'main retry 100-400 timeout/headers',
          'spare fallback 400-500 timeout/headers',
          'spare retry 500-750 ok',
        ])
      },
      { policies },
    )
  })

  test('what later attempts do not name stays as it is, and no patience outlives the deadline', async () => {
    const policies = [
      timeout({ attemptMs: 100, laterAttempts: { headersMs: 10_000, attemptMs: 10_000 } }),
      retry({ initialDelayMs: 0 }),
    ]
    await onPeers(
      { main: silence },
      async ({ client }) => {
        const error = await chatError(client.chat(ask, { deadlineMs: 500 }))
        expect(toldAttempts(error)).toEqual(['main first 0-100 timeout/attempt', 'main retry 100-500 timeout/deadline'])
      },
      { policies },
    )
  })

  test('comments keep a stream’s bytes alive, and not its tokens', async () => {
    const comment: Play[number] = [40, (socket) => socket.data(Buffer.from(': keep-alive\n\n'))]
    const head = streams([[10, 'word']], { ends: false })
    const main = [...head, ...Array.from({ length: 20 }, () => comment)]
    await onPeers(
      { main },
      async ({ client, leftovers }) => {
        const stream = client.stream(ask)
        const read = async () => {
          for await (const _delta of stream);
        }
        const error = await chatError(read())
        expect(error).toMatchObject({ errorClass: 'timeout', reason: 'token_idle', partialText: 'word' })
        expect(toldAttempts(error)).toEqual(['main first 0-310 timeout/token_idle'])
        expect(leftovers()).toEqual(nothing)
      },
      { policies: [timeout({ byteIdleMs: 50, tokenIdleMs: 300 })] },
    )
  })
})

describe('the times of a reply', () => {
  test('say how long the call waited, and how long all of it took', async () => {
    await onPeers(
      { main: [awayFor(2), answers('fine', { afterMs: 100 })] },
      async ({ client }) => {
        const { timings } = await client.chat(ask)
        expect(timings).toEqual({ waitedMs: 2_000, connectMs: 0, firstContentMs: 2_100, totalMs: 2_100 })
      },
      { policies: [retry({ initialDelayMs: 0 })] },
    )
  })
})

describe('a call that is over', () => {
  test.each([
    ['in a wait that it was asked for', awayFor(30)],
    ['in a backoff', refuses(500)],
    ['before the headers', silence],
    ['inside a stream that has shown nothing', streams([[5_000, 'late']])],
  ])('by its caller’s abort %s leaves nothing behind', async (_where, main) => {
    await onPeers(
      { main },
      async ({ client, clock, leftovers }) => {
        const controller = new AbortController()
        clock.timer(123, () => controller.abort(new Error('enough')))
        const error = await chatError(client.chat(ask, { signal: controller.signal }))
        expect(error).toMatchObject({ errorClass: 'aborted', reason: 'caller' })
        expect(clock.now()).toBe(123)
        expect(leftovers()).toEqual(nothing)
        expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
      },
      { policies: [retry({ initialDelayMs: 10_000 })] },
    )
  })

  test('with an answer leaves nothing behind either, whatever came before', async () => {
    await onPeers({ main: [refuses(500), awayFor(1), fine] }, async ({ client, leftovers }) => {
      const { signal } = new AbortController()
      await client.chat(ask, { signal })
      expect(leftovers()).toEqual(nothing)
      expect(getEventListeners(signal, 'abort')).toHaveLength(0)
    })
  })
})

describe('the classes that may send a call on', () => {
  const policies = [fallback({ on: ['rate_limited'] }), retry({ initialDelayMs: 0 })]

  test('are those that the policy names; others have their tries where they are', async () => {
    await onPeers(
      { main: refuses(500), spare: fine },
      async ({ client }) => {
        const error = await chatError(client.chat(ask))
        expect(error.attempts.map(({ endpoint }) => endpoint)).toEqual(['main', 'main', 'main'])
      },
      { policies },
    )
    await onPeers(
      { main: awayFor(9), spare: fine },
      async ({ client }) => expect((await client.chat(ask)).endpoint).toBe('spare'),
      { policies },
    )
  })

  test('a filter’s refusal goes on only where the policy says so', async () => {
    const main = documents({ error: { code: 'content_filter', message: 'no' } }, { status: 400 })
    await onPeers({ main, spare: fine }, async ({ client }) => {
      expect(await chatError(client.chat(ask))).toMatchObject({ errorClass: 'content_policy', attempts: { length: 1 } })
    })
    await onPeers(
      { main, spare: fine },
      async ({ client }) => expect((await client.chat(ask)).endpoint).toBe('spare'),
      { policies: [fallback({ contentPolicy: 'fallback' })] },
    )
  })
})

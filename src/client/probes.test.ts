import { describe, expect, test } from 'vitest'
import { ask, chatError, onPeers } from '../../test/support/peerStage.ts'
import { answers, refuses, usageOf } from '../../test/support/scriptedPeer.ts'
import { budget, circuitBreaker, health, retry, timeout } from './policySpecs.ts'

const minute = 60_000
const usage = usageOf(10, 5)
const pong = answers('pong', { usage })
const price = { input: '1', output: '2' }
const probing = [health({ probe: 'chat' }), retry({ maxAttemptsPerCall: 1 })]

describe('a probe by chat', () => {
  test('is billed like a call', async () => {
    await onPeers(
      { main: pong },
      async ({ client, clock, peer }) => {
        await clock.sleep(minute)
        expect(JSON.parse(peer.seen[0]!.body)).toMatchObject({ model: 'main', max_tokens: 1 })
        expect(client.spend).toMatchObject({ usd: '0.00002', atMostUsd: '0.00002' })
        await client.close()
      },
      { policies: probing, all: { price } },
    )
  })

  test('waits for no permit, and takes none that is not there', async () => {
    const slow = answers('slow', { afterMs: 3 * minute })
    await onPeers(
      { main: [slow, pong] },
      async ({ client, clock, peer }) => {
        const call = client.chat(ask, { deadlineMs: 10 * minute })
        await clock.sleep(2.5 * minute)
        expect(peer.seen).toHaveLength(1)
        await call
        await clock.sleep(1.1 * minute)
        expect(peer.most).toEqual({ main: 1 })
        // Both permits, the call's and the probe's, are back.
        expect((await client.chat(ask)).timings.waitedMs).toBe(0)
        await client.close()
      },
      {
        policies: [...probing, timeout({ headersMs: 5 * minute, attemptMs: 5 * minute })],
        all: { quota: { maxConcurrent: 1 } },
      },
    )
  })

  test('keeps the peace that the server asked for, even where the circuit is open too', async () => {
    await onPeers(
      { main: [refuses(503, { headers: { 'retry-after': '300' } }), pong] },
      async ({ client, clock, peer }) => {
        await chatError(client.chat(ask))
        await clock.sleep(4 * minute)
        expect(peer.seen).toHaveLength(1)
        await clock.sleep(2.2 * minute)
        expect(peer.seen.length).toBeGreaterThan(1)
        await client.close()
      },
      { policies: [...probing, circuitBreaker({ minSamples: 1, openMs: 20 * minute })] },
    )
  })

  test('asks an endpoint whose circuit is open: it is the one to know about', async () => {
    await onPeers(
      { main: [refuses(500), pong] },
      async ({ client, clock, peer }) => {
        await chatError(client.chat(ask))
        await clock.sleep(1.1 * minute)
        expect(peer.seen.length).toBeGreaterThan(1)
        await client.close()
      },
      { policies: [...probing, circuitBreaker({ minSamples: 1, openMs: 20 * minute })] },
    )
  })

  test('keeps the requests per minute, and counts as one', async () => {
    await onPeers(
      { main: pong },
      async ({ client, clock, peer }) => {
        await clock.sleep(10 * minute)
        const atMs = peer.seen.map((seen) => seen.atMs)
        expect(atMs.length).toBeGreaterThan(4)
        for (const [nth, at] of atMs.entries()) if (nth > 0) expect(at - atMs[nth - 1]!).toBeGreaterThanOrEqual(minute)
        await client.close()
      },
      { policies: [health({ probe: 'chat', everyMs: 7_000 })], all: { quota: { rpm: 1 } } },
    )
  })

  test('leaves a key alone that is dead', async () => {
    await onPeers(
      { main: [refuses(401), pong] },
      async ({ client, clock, peer }) => {
        await chatError(client.chat(ask))
        await clock.sleep(4 * minute)
        expect(peer.seen).toHaveLength(1)
        await client.close()
      },
      { policies: probing },
    )
  })

  test('is not sent where the budget does not bear it', async () => {
    await onPeers(
      { main: pong },
      async ({ client, clock, peer }) => {
        await clock.sleep(3 * minute)
        expect(peer.seen).toEqual([])
        expect(client.spend).toMatchObject({ usd: '0', heldUsd: '0' })
        await client.close()
      },
      { policies: [...probing, budget({ usd: '0.00001' })], all: { price } },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { hello, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { ask, nothing, onPeers } from '../../test/support/peerStage.ts'
import { answers, refuses, silence, type Play } from '../../test/support/scriptedPeer.ts'
import { serverError } from '../faults/catalogue/index.ts'
import { during } from '../faults/index.ts'
import { ChatError } from './chatError.ts'
import { circuitBreaker, deadline, retry } from './policySpecs.ts'

const asks = (seconds: number) => refuses(429, { headers: { 'retry-after': String(seconds) } })
const times = (count: number, play: Play) => Array.from({ length: count }, () => play)
const one = { quota: { maxConcurrent: 1 } }
const failed = (error: unknown): ChatError => {
  if (error instanceof ChatError) return error
  throw error
}

describe('who stands in a line that does not move', () => {
  const full = { each: { full: one }, policies: [deadline('120s')] }

  test('leaves it when the wait elsewhere is over', async () => {
    await onPeers(
      { main: [asks(5), answers('fine')], full: silence },
      async ({ client, clock }) => {
        const stuck = client.chat(ask, { prefer: 'full' }).catch(failed)
        await clock.sleep(1)
        expect((await client.chat(ask)).endpoint).toBe('main')
        expect(clock.now()).toBeGreaterThanOrEqual(5_001)
        expect(clock.now()).toBeLessThan(6_000)
        await client.close()
        await stuck
      },
      full,
    )
  })

  test('or when a circuit elsewhere lets one through', async () => {
    await onPeers(
      { main: [...times(10, refuses(503)), answers('fine')], full: silence },
      async ({ client, clock }) => {
        const opened = Array.from({ length: 10 }, () => client.chat(ask).catch(failed))
        await clock.sleep(10_000)
        // Those who opened it send the probe; half a second later the others see what came of it.
        expect((await client.chat(ask)).endpoint).toBe('main')
        expect(clock.now()).toBe(15_500)
        await client.close()
        await Promise.all(opened)
      },
      full,
    )
  })
})

test('who waits for one looks when a circuit elsewhere lets one through', async () => {
  const policies = [deadline('120s'), circuitBreaker({ minSamples: 1 }), retry({ maxAttemptsPerEndpoint: 1 })]
  await onPeers(
    { main: [refuses(500), answers('fine')], limited: asks(50) },
    async ({ client, clock }) => {
      await client.chat(ask).catch(failed)
      expect(clock.now()).toBe(0)
      expect((await client.chat(ask)).endpoint).toBe('main')
      expect(clock.now()).toBe(15_000)
    },
    { policies },
  )
})

describe('an outage of seconds, met by many calls at once, where there is nowhere else to go', () => {
  const batch = (failures: number) =>
    onPeers({ main: [...times(failures, refuses(500)), answers('fine')] }, async ({ client, clock, leftovers }) => {
      const replies = await Promise.all(Array.from({ length: 20 }, () => client.chat(ask).then(() => 'fine', failed)))
      expect(leftovers()).toEqual(nothing)
      return [replies.filter((reply) => reply === 'fine').length, Math.round(clock.now() / 1_000)]
    })

  test('that ends before the circuit opens costs nobody an answer', async () => {
    expect(await batch(9)).toEqual([20, 0])
  })

  test('that opens the circuit makes those who have tried wait for its probe, and all are answered', async () => {
    expect(await batch(20)).toEqual([20, 16])
  })

  test('a batch has no hurry: it waits where single calls are sent away', async () => {
    const outage = { models: { main: [during(0, 20_000, serverError({}))] } }
    const requests = Array.from({ length: 100 }, () => hello)
    await onVirtualNetwork(outage, async ({ client, clock }) => {
      const { answered, failed: lost } = await client.batch(requests).summary
      // Lost is who was the probe that came too early, with its third attempt, after 15 s; the next comes after 30.
      expect([answered, lost]).toEqual([99, 1])
      expect(Math.floor(clock.now() / 1_000)).toBe(30)
    })
    await onVirtualNetwork(outage, async ({ client }) => {
      const single = await Promise.allSettled(requests.map((request) => client.chat(request)))
      expect(single.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(50)
    })
  })

  test('who comes while it is open is told at once, and when to come back', async () => {
    await onPeers({ main: [...times(10, refuses(500)), answers('fine')] }, async ({ client, clock }) => {
      const waiting = Array.from({ length: 10 }, () => client.chat(ask))
      await clock.sleep(1_000)
      const refusal = failed(await client.chat(ask).catch((error: unknown) => error))
      expect(refusal).toMatchObject({ errorClass: 'circuit_open', attempts: [], retryAtMs: clock.epochMs() + 14_000 })
      expect(await Promise.all(waiting)).toHaveLength(10)
    })
  })
})

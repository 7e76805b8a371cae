import { expect, test } from 'vitest'
import { hello, onVirtualNetwork } from '../../test/support/clientStage.ts'
import { rateLimit, serverError } from '../faults/catalogue/index.ts'
import { always, first } from '../faults/index.ts'
import { ChatError } from './chatError.ts'
import { deadline, retry } from './policySpecs.ts'

const dead = { models: { m: [always(serverError({}))] } }
/** One retry in ten seconds. */
const scarce = { budgetRatio: 0, budgetFloorPerSecond: 0.1, maxAttemptsPerEndpoint: 2 }

const failed = (error: unknown): ChatError => {
  if (error instanceof ChatError) return error
  throw error
}

test('nobody backs off for a retry that others have paid for: of five calls one waits, and four fail at once', async () => {
  await onVirtualNetwork(
    dead,
    async ({ client, clock }) => {
      const ends = Array.from({ length: 5 }, async () => {
        const { attempts } = await client.chat(hello).then(() => Promise.reject(new Error('answered')), failed)
        return { attempts: attempts.length, isLate: clock.now() > 0 }
      })
      expect(await Promise.all(ends)).toEqual([
        { attempts: 2, isLate: true },
        ...Array.from({ length: 4 }, () => ({ attempts: 1, isLate: false })),
      ])
    },
    { policies: [retry(scarce)] },
  )
})

test('a call that gives up while it waits leaves its retry to the next one', async () => {
  await onVirtualNetwork(
    dead,
    async ({ client, clock }) => {
      const controller = new AbortController()
      const given = client.chat(hello, { signal: controller.signal }).catch(failed)
      await clock.sleep(0)
      controller.abort(new Error('enough'))
      expect(await given).toMatchObject({ errorClass: 'aborted' })
      expect(((await client.chat(hello).catch(failed)) as ChatError).attempts).toHaveLength(2)
    },
    { policies: [retry(scarce)] },
  )
})

test('those who wait for room in the budget come one by one, each when there is room for it', async () => {
  const script = { models: { m: [first(3, rateLimit({ retryAfterSeconds: 1 }))] } }
  await onVirtualNetwork(
    script,
    async ({ client, clock }) => {
      const ends = [0, 1, 2].map(async () => {
        await client.chat(hello)
        return Math.floor(clock.now() / 1_000)
      })
      expect((await Promise.all(ends)).toSorted((a, b) => a - b)).toEqual([1, 11, 21])
    },
    { policies: [retry({ ...scarce, initialDelayMs: 1 }), deadline('60s')] },
  )
})

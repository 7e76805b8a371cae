import { expect, test } from 'vitest'
import { hello, onVirtualNetwork, type ClientStage } from '../../test/support/clientStage.ts'
import { decideStage, nowMs } from '../../test/support/decideStage.ts'
import { ask, onPeers } from '../../test/support/peerStage.ts'
import { answers, refuses, type Play } from '../../test/support/scriptedPeer.ts'
import { rateLimit, serverError } from '../faults/catalogue/index.ts'
import { always, first } from '../faults/index.ts'
import { VirtualClock } from '../runtime/index.ts'
import { ChatError } from './chatError.ts'
import { Places } from './places.ts'
import { circuitBreaker, concurrency, deadline, retry } from './policySpecs.ts'

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

test('so does one that goes on to another endpoint', () => {
  const { gates, lanes, fresh } = decideStage({ policies: [retry(scarce)] })
  const places = new Places(gates, new VirtualClock())
  const paid = places.payRetry(0, fresh, nowMs, nowMs + 500)
  expect([paid.paidRetryMs, lanes[0]!.retryBudget!.allows(nowMs)]).toEqual([nowMs + 500, false])
  const { state } = places.take(1, paid, nowMs)
  expect([state.paidRetryMs, lanes[0]!.retryBudget!.allows(nowMs)]).toEqual([undefined, true])
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

/** The most retries that started within ten seconds. */
function mostAtOnce(events: ClientStage['events']): number {
  const starts = events.flatMap((event) =>
    event.type === 'attempt-started' && event.kind === 'retry' ? [event.at] : [],
  )
  return Math.max(...starts.map((to) => starts.filter((at) => at > to - 10_000 && at <= to).length))
}

const times = (count: number, play: Play) => Array.from({ length: count }, () => play)
const asked = (seconds: number) => refuses(429, { headers: { 'retry-after': String(seconds) } })

test('whoever is sent away again pays anew: the retries of a hundred calls never come in one burst', async () => {
  await onPeers(
    { m: [...times(100, asked(5)), asked(50), answers('ok')] },
    async ({ client, events }) => {
      await Promise.all(Array.from({ length: 100 }, () => client.chat(ask).catch(failed)))
      // Three a second, and a fifth of the hundred calls: for ten seconds that is what there is room for.
      expect(mostAtOnce(events)).toBe(50)
    },
    { policies: [deadline('120s')] },
  )
})

test('nor those of calls that stood in a line for a permit', async () => {
  const plays = Array.from({ length: 100 }, () => [
    answers('slow', { afterMs: 900 }),
    refuses(503, { afterMs: 10 }),
  ]).flat()
  await onPeers(
    { m: plays },
    async ({ client, events }) => {
      await Promise.all(Array.from({ length: 150 }, () => client.chat(ask).catch(failed)))
      expect(mostAtOnce(events)).toBe(5)
    },
    {
      policies: [
        deadline('300s'),
        concurrency(4),
        circuitBreaker(false),
        retry({ budgetFloorPerSecond: 0.5, budgetRatio: 0, initialDelayMs: 1 }),
      ],
    },
  )
})

test('retries of a minute to come are no reason to refuse one of now', async () => {
  const later = refuses(429, { message: 'Rate limit reached. Please try again in 40s.' })
  await onPeers({ m: [...times(30, later), refuses(500), answers('ok')] }, async ({ client, clock }) => {
    const waiting = Array.from({ length: 30 }, () => client.chat(ask).catch(failed))
    await clock.sleep(20_000)
    expect((await client.chat(ask)).text).toBe('ok')
    await Promise.all(waiting)
  })
})

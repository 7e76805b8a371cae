import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { after100, hedged, quick, slow } from '../../test/support/hedgeStage.ts'
import { ask, chatError, nothing, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers, silence } from '../../test/support/scriptedPeer.ts'
import { hedge, retry, timeout } from './policySpecs.ts'

const one = { quota: { maxConcurrent: 1 } }

describe('how many are asked', () => {
  test('afterMs 0 asks several at once', async () => {
    const plays = { main: slow, spare: slow, third: quick, fourth: quick }
    const { reply, told } = await hedged(plays, [hedge({ afterMs: 0, maxHedges: 2 })])
    expect(told).toEqual([
      'main asked at 0',
      'spare asked at 0',
      'third asked at 0',
      'main left at 30',
      'spare left at 30',
    ])
    expect(reply.endpoint).toBe('third')
  })

  test('one beside the first, unless the policy says more; each so much later', async () => {
    const plays = { main: slow, spare: slow, third: slow, fourth: slow }
    const times = (told: readonly string[]) => told.filter((line) => line.includes('asked'))
    expect(times((await hedged(plays)).told)).toEqual(['main asked at 0', 'spare asked at 100'])
    expect(times((await hedged(plays, [hedge({ afterMs: 100, maxHedges: 3 })])).told)).toEqual([
      'main asked at 0',
      'spare asked at 100',
      'third asked at 200',
      'fourth asked at 300',
    ])
  })

  test('the attempts of a call are counted with its hedges', async () => {
    const policies = [hedge({ afterMs: 10, maxHedges: 5 }), retry({ maxAttemptsPerCall: 2 })]
    const { told } = await hedged({ main: slow, spare: slow, third: quick }, policies)
    expect(told).toEqual(['main asked at 0', 'spare asked at 10', 'spare left at 400'])
  })

  test('an endpoint that is alone is asked once more, as often as it may be asked', async () => {
    const policies = [hedge({ afterMs: 10, maxHedges: 5 }), retry({ maxAttemptsPerEndpoint: 2 })]
    const { reply, told } = await hedged({ main: [silence, quick] }, policies)
    expect(told).toEqual(['main asked at 0', 'main asked at 10', 'main left at 40'])
    expect(toldAttempts(reply)).toEqual(['main first 0-40 aborted/superseded', 'main hedge 10-40 ok'])
  })

  test('the retry budget holds hedges back', async () => {
    const policies = [...after100, retry({ budgetRatio: 0, budgetFloorPerSecond: 0.1 })]
    await onPeers(
      { main: slow, spare: slow },
      async ({ client, peer }) => {
        await client.chat(ask)
        await client.chat(ask)
        expect(peer.told.filter((line) => line.includes('spare'))).toEqual(['spare asked at 100', 'spare left at 400'])
      },
      { policies },
    )
  })

  test('nor does one stand in line: an endpoint without a permit is passed by', async () => {
    await onPeers(
      { main: slow, spare: slow, third: quick },
      async ({ client, peer }) => {
        await Promise.all([client.chat(ask, { prefer: 'spare' }), client.chat(ask)])
        expect(peer.told.filter((line) => line.includes('asked'))).toEqual([
          'spare asked at 0',
          'main asked at 0',
          'third asked at 100',
          'third asked at 100',
        ])
      },
      { policies: after100, each: { main: one, spare: one } },
    )
  })

  test('late is what the endpoint’s own answers say, once it has given enough', async () => {
    const times = [...Array.from({ length: 19 }, () => 20), 60]
    const main = [...times.map((afterMs) => answers('main', { afterMs })), silence]
    await onPeers(
      { main, spare: quick },
      async ({ client, peer, clock }) => {
        for (const _answered of times) await client.chat(ask)
        const startedAtMs = clock.now()
        expect((await client.chat(ask)).endpoint).toBe('spare')
        expect(peer.told.slice(-3)).toEqual([
          `main asked at ${startedAtMs}`,
          `spare asked at ${startedAtMs + 20}`,
          `main left at ${startedAtMs + 50}`,
        ])
      },
      { policies: [hedge({ quantile: 0.95 })] },
    )
  })
})

test('the caller’s abort ends both at once, and neither has lost a race', async () => {
  await onPeers(
    { main: silence, spare: silence },
    async ({ client, clock, peer, leftovers }) => {
      const controller = new AbortController()
      clock.timer(150, () => controller.abort(new Error('enough')))
      const error = await chatError(client.chat(ask, { signal: controller.signal }))
      expect(error).toMatchObject({ errorClass: 'aborted', reason: 'caller' })
      expect(toldAttempts(error)).toEqual(['main first 0-150 aborted/caller', 'spare hedge 100-150 aborted/caller'])
      expect(peer.told.slice(2)).toEqual(['main left at 150', 'spare left at 150'])
      expect(leftovers()).toEqual(nothing)
      expect(getEventListeners(controller.signal, 'abort')).toHaveLength(0)
    },
    { policies: [hedge({ afterMs: 100, maxHedges: 2 })] },
  )
})

test('so does the deadline', async () => {
  await onPeers(
    { main: silence, spare: silence },
    async ({ client, leftovers, clock }) => {
      const error = await chatError(client.chat(ask, { deadlineMs: 150 }))
      expect(error).toMatchObject({ errorClass: 'timeout', reason: 'deadline' })
      expect(toldAttempts(error)).toEqual(['main first 0-150 timeout/deadline', 'spare hedge 100-150 timeout/deadline'])
      expect(clock.now()).toBe(150)
      expect(leftovers()).toEqual(nothing)
    },
    { policies: after100 },
  )
})

test('no hedge is sent at the very deadline', async () => {
  await onPeers(
    { main: silence, spare: quick },
    async ({ client, peer }) => {
      const error = await chatError(client.chat(ask, { deadlineMs: 100 }))
      expect(toldAttempts(error)).toEqual(['main first 0-100 timeout/deadline'])
      expect(peer.told).toEqual(['main asked at 0', 'main left at 100'])
    },
    // The watch looks at the deadline anew at 50 ms: of the two timers of that instant the hedge's rings first.
    { policies: [...after100, timeout({ connectMs: 50 })] },
  )
})

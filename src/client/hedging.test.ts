import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { ask, chatError, nothing, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers, documents, refuses, silence, type Play } from '../../test/support/scriptedPeer.ts'
import { fallback, hedge, retry, timeout, type PolicySpec } from './policySpecs.ts'

const price = { input: '1', output: '2' }
const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 }
const slow = answers('slow', { afterMs: 400, usage })
const quick = answers('quick', { afterMs: 30, usage })
const one = { quota: { maxConcurrent: 1 } }
const after100 = [hedge({ afterMs: 100 })]

type Plays = Readonly<Record<string, Play | readonly Play[]>>
const hedged = (plays: Plays, policies: readonly PolicySpec[] = after100) =>
  onPeers(
    plays,
    async ({ client, peer, leftovers }) => ({
      reply: await client.chat(ask),
      told: peer.told,
      left: leftovers(),
    }),
    { policies },
  )

describe('when the first answer is late', () => {
  test('the next endpoint is asked too; the first that answers wins, and the other is closed at that instant', async () => {
    const { reply, told, left } = await hedged({ main: slow, spare: quick, third: quick })
    expect(reply).toMatchObject({ text: 'quick', endpoint: 'spare', timings: { totalMs: 130 } })
    expect(told).toEqual(['main asked at 0', 'spare asked at 100', 'main left at 130'])
    expect(toldAttempts(reply)).toEqual(['main first 0-130 aborted/superseded', 'spare hedge 100-130 ok'])
    expect(left).toEqual(nothing)
  })

  test('the first one may still win: then the hedge is closed', async () => {
    const { reply, told, left } = await hedged({ main: answers('main', { afterMs: 120 }), spare: slow })
    expect(reply).toMatchObject({ text: 'main', endpoint: 'main', timings: { totalMs: 120 } })
    expect(told).toEqual(['main asked at 0', 'spare asked at 100', 'spare left at 120'])
    expect(toldAttempts(reply)).toEqual(['spare hedge 100-120 aborted/superseded', 'main first 0-120 ok'])
    expect(left).toEqual(nothing)
  })

  test('an answer in time needs no hedge, and leaves no timer for one', async () => {
    const { told, left } = await hedged({ main: answers('main', { afterMs: 99 }), spare: quick })
    expect(told).toEqual(['main asked at 0'])
    expect(left).toEqual(nothing)
  })

  test('each attempt is told of as it ends, the loser before the winner', async () => {
    await onPeers(
      { main: slow, spare: quick },
      async ({ client, events }) => {
        await client.chat(ask)
        const told = events.flatMap((event) => {
          if (event.type === 'attempt-started')
            return [`${event.attempt} ${event.endpoint} ${event.kind} at ${event.at}`]
          return event.type === 'attempt-ended' ? [`${event.attempt} ${event.reason ?? 'ok'} at ${event.at}`] : []
        })
        expect(told).toEqual(['0 main first at 0', '1 spare hedge at 100', '0 superseded at 130', '1 ok at 130'])
      },
      { policies: after100 },
    )
  })

  test('the loser may be billed: its worst case is in what the call cost at most, and not in what it cost', async () => {
    await onPeers(
      { main: slow, spare: quick },
      async ({ client }) => {
        const { cost } = await client.chat(ask)
        // 10 tokens at 1 pico-dollar a millionth, 5 at 2.
        expect(cost.usd).toBe('0.00002')
        expect(Number(cost.atMostUsd)).toBeGreaterThan(0.00002)
        expect(client.spend).toMatchObject(cost)
      },
      { policies: after100, all: { price } },
    )
  })
})

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

describe('when attempts fail', () => {
  test('both: the chain goes on with the third', async () => {
    const { reply, left } = await hedged({
      main: refuses(404, { afterMs: 200 }),
      spare: refuses(404, { afterMs: 50 }),
      third: quick,
    })
    expect(toldAttempts(reply)).toEqual([
      'spare hedge 100-150 not_found/http_404',
      'main first 0-200 not_found/http_404',
      'third fallback 200-230 ok',
    ])
    expect(left).toEqual(nothing)
  })

  test('the first one before a hedge is due: there is nothing to hedge', async () => {
    const { reply } = await hedged({ main: refuses(404, { afterMs: 50 }), spare: quick })
    expect(toldAttempts(reply)).toEqual(['main first 0-50 not_found/http_404', 'spare fallback 50-80 ok'])
  })

  test('one: the other goes on alone', async () => {
    const { reply } = await hedged({ main: slow, spare: refuses(500, { afterMs: 10 }), third: quick })
    expect(toldAttempts(reply)).toEqual(['spare hedge 100-110 server_error/http_500', 'main first 0-400 ok'])
  })

  test('a mistake in the request, found by the first one, is one everywhere: the other is closed, and the call fails', async () => {
    await onPeers(
      { main: refuses(400, { afterMs: 110 }), spare: slow, third: quick },
      async ({ client, peer, leftovers }) => {
        const error = await chatError(client.chat(ask))
        expect(error).toMatchObject({ errorClass: 'invalid_request', status: 400 })
        expect(toldAttempts(error)).toEqual([
          'main first 0-110 invalid_request/http_400',
          'spare hedge 100-110 aborted/superseded',
        ])
        expect(peer.told).toEqual(['main asked at 0', 'spare asked at 100', 'spare left at 110'])
        expect(leftovers()).toEqual(nothing)
      },
      { policies: after100 },
    )
  })

  describe.each([
    [
      'a filter',
      documents({ error: { code: 'content_filter', message: 'no' } }, { afterMs: 10, status: 400 }),
      'content_policy',
    ],
    ['a 400', refuses(400, { afterMs: 10 }), 'invalid_request'],
  ] as const)('what %s of a hedge refuses', (_what, spare, errorClass) => {
    test('takes nothing from the first one, which may know nothing of it', async () => {
      const { reply, left } = await hedged({ main: slow, spare, third: quick }, [hedge({ afterMs: 100, maxHedges: 3 })])
      expect(toldAttempts(reply)).toEqual([`spare hedge 100-110 ${errorClass}/http_400`, 'main first 0-400 ok'])
      expect(left).toEqual(nothing)
    })

    test('nor its retries; but no further endpoint is asked, and it is what the call ends with', async () => {
      const plays = { main: [refuses(503, { afterMs: 200 }), answers('main')], spare, third: quick }
      expect((await hedged(plays)).reply.text).toBe('main')
      await onPeers(
        { main: refuses(503, { afterMs: 200 }), spare, third: quick },
        async ({ client, peer }) => {
          const error = await chatError(client.chat(ask))
          expect(error.errorClass).toBe(errorClass)
          expect(peer.told.filter((line) => line.startsWith('third'))).toEqual([])
        },
        { policies: [...after100, retry({ maxAttemptsPerEndpoint: 2 })] },
      )
    })
  })

  test('a filter that the policy takes for the endpoint’s own closes nobody', async () => {
    const filter = documents({ error: { code: 'content_filter', message: 'no' } }, { afterMs: 10, status: 400 })
    const { reply } = await hedged({ main: slow, spare: filter }, [
      ...after100,
      fallback({ contentPolicy: 'fallback' }),
    ])
    expect(toldAttempts(reply)).toEqual(['spare hedge 100-110 content_policy/http_400', 'main first 0-400 ok'])
  })

  test('a window that is too small is not asked for a hedge', async () => {
    const tooLong = documents(
      { error: { code: 'context_length_exceeded', message: 'no' } },
      { afterMs: 5, status: 400 },
    )
    await onPeers(
      { main: slow, spare: tooLong, small: quick, large: slow },
      async ({ client, peer }) => {
        await client.chat(ask)
        const asked = peer.told.filter((line) => line.includes('asked'))
        expect(asked).toEqual(['main asked at 0', 'spare asked at 10', 'large asked at 20'])
      },
      {
        policies: [hedge({ afterMs: 10, maxHedges: 2 })],
        each: { spare: { contextWindow: 8_000 }, small: { contextWindow: 4_000 }, large: { contextWindow: 16_000 } },
      },
    )
  })

  test('a dead key is not used for a hedge', async () => {
    const policies = [hedge({ afterMs: 10, maxHedges: 3 })]
    const plays = { main: slow, spare: refuses(401, { afterMs: 5 }), same: quick, other: slow }
    await onPeers(
      plays,
      async ({ client, peer }) => {
        await client.chat(ask)
        expect(peer.told.filter((line) => line.includes('asked'))).toEqual([
          'main asked at 0',
          'spare asked at 10',
          'other asked at 20',
          'main asked at 30',
        ])
      },
      { policies, each: { same: { apiKey: 'sk-spare-0123456789' } } },
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

describe('a hedge that fails costs no answer that the first attempt could still have', () => {
  const main = [refuses(503, { afterMs: 200 }), answers('main')]

  test.each([
    ['has no such model', refuses(404, { afterMs: 150 })],
    ['does not know the key', refuses(401, { afterMs: 150 })],
    [
      'has too small a window',
      documents({ error: { code: 'context_length_exceeded', message: 'no' } }, { afterMs: 150, status: 400 }),
    ],
    ['was first to fail', refuses(404, { afterMs: 50 })],
  ])('the endpoint of the hedge %s', async (_what, spare) => {
    const { reply, left } = await hedged({ main, spare })
    expect([reply.text, left]).toEqual(['main', nothing])
  })

  test('nor does it keep the call from the others that the first one’s failure sends it to', async () => {
    const policies = [...after100, fallback({ on: ['rate_limited'] })]
    const limited = refuses(429, { afterMs: 150, headers: { 'retry-after': '5' } })
    const { reply } = await hedged({ main: limited, spare: refuses(404, { afterMs: 100 }), third: quick }, policies)
    expect(reply.endpoint).toBe('third')
  })

  test('where neither may be retried, either may send it on', async () => {
    const once = retry({ maxAttemptsPerEndpoint: 1 })
    const policies = [...after100, once, fallback({ on: ['rate_limited'] })]
    const limited = refuses(429, { afterMs: 150 })
    const { reply } = await hedged({ main: limited, spare: refuses(404, { afterMs: 100 }), third: quick }, policies)
    expect(reply.endpoint).toBe('third')
  })

  test('a further hedge does not make the call forget where it may still go', async () => {
    const plays = {
      main: refuses(404, { afterMs: 400 }),
      spare: [refuses(500, { afterMs: 10 }), answers('spare')],
      third: refuses(404, { afterMs: 10 }),
    }
    const { reply } = await hedged(plays, [hedge({ afterMs: 100, maxHedges: 2 })])
    expect(reply.endpoint).toBe('spare')
  })

  test('where neither may send it on, it ends', async () => {
    const policies = [...after100, fallback({ on: ['rate_limited'] })]
    const plays = { main: refuses(403, { afterMs: 150 }), spare: refuses(404, { afterMs: 100 }), third: quick }
    await onPeers(
      plays,
      async ({ client }) => expect(await chatError(client.chat(ask))).toMatchObject({ errorClass: 'not_found' }),
      { policies },
    )
  })
})

import { describe, expect, test } from 'vitest'
import { after100, hedged, quick, slow } from '../../test/support/hedgeStage.ts'
import { ask, chatError, nothing, onPeers, toldAttempts } from '../../test/support/peerStage.ts'
import { answers, documents, refuses } from '../../test/support/scriptedPeer.ts'
import { fallback, hedge, retry } from './policySpecs.ts'

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

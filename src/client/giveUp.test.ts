import { describe, expect, test } from 'vitest'
import { ask, chatError, onPeers } from '../../test/support/peerStage.ts'
import { answers, documents, refuses, silence, type Play } from '../../test/support/scriptedPeer.ts'
import { budget, retry } from './policySpecs.ts'

const asks = (seconds: number) => refuses(429, { headers: { 'retry-after': String(seconds) } })
const price = { input: '1', output: '2' }
const dear = { price: { input: '1000', output: '100000' } }

describe('when to come back', () => {
  /** In seconds from the end of the call. */
  const comeBack = (plays: Record<string, Play>, each = {}) =>
    onPeers(
      plays,
      async ({ client, clock }) => {
        const { errorClass, retryAtMs } = await chatError(client.chat(ask))
        return [errorClass, retryAtMs === null ? null : (retryAtMs - clock.epochMs()) / 1_000]
      },
      { each, policies: [retry({ maxAttemptsPerEndpoint: 1 })] },
    )

  test.each<[string, Record<string, Play>, [string, number | null]]>([
    [
      'the soonest of those who asked, be it one that the call has left',
      { a: asks(120), b: asks(500), c: asks(300) },
      ['rate_limited', 120],
    ],
    ['also where the last one only has no such model', { a: asks(120), b: refuses(404) }, ['not_found', 120]],
    ['a key is dead for longer than that', { a: asks(120), b: refuses(401) }, ['auth', 120]],
    [
      'unless an endpoint is open that may be better by then',
      { a: asks(120), b: refuses(500) },
      ['server_error', null],
    ],
    ['nobody said, and a mistake is one at any time', { a: asks(120), b: refuses(400) }, ['invalid_request', null]],
  ])('%s', async (_what, plays, expected) => {
    expect(await comeBack(plays)).toEqual(expected)
  })
})

describe('an endpoint that the budget does not bear', () => {
  const ended = (a: Play, more: object = {}) =>
    onPeers(
      { a, b: answers('b') },
      async ({ client, clock }) => {
        const { errorClass, reason, retryAtMs } = await chatError(client.chat(ask, { deadlineMs: 1_000 }))
        return [errorClass, reason, retryAtMs === null ? null : retryAtMs - clock.epochMs()]
      },
      { policies: [budget({ usd: '0.01' })], all: { price }, each: { b: dear }, ...more },
    )

  test('is what the call ends with, if only the money was missing to ask it', async () => {
    expect(await ended(refuses(404))).toEqual(['budget', 'spent', null])
  })

  test('is no reason where the deadline had passed', async () => {
    expect(await ended(silence)).toEqual(['timeout', 'deadline', null])
  })

  test('nor where the other one only asked for patience', async () => {
    expect(await ended(asks(120))).toEqual(['rate_limited', 'http_429', 120_000])
  })

  test('nor where the messages do not fit into its window either', async () => {
    const tooLong = documents({ error: { code: 'context_length_exceeded', message: 'no' } }, { status: 400 })
    const each = { a: { contextWindow: 8_000 }, b: { ...dear, contextWindow: 4_000 } }
    expect(await ended(tooLong, { each })).toEqual(['context_length', 'http_400', null])
  })

  test('nor where it could not be asked for another reason: the key is the same, and dead', async () => {
    const each = { b: { ...dear, apiKey: 'sk-a-0123456789' }, a: { apiKey: 'sk-a-0123456789' } }
    expect(await ended(refuses(401), { each })).toEqual(['auth', 'http_401', 300_000])
  })
})

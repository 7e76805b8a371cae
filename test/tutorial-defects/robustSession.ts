import { expect } from 'vitest'
import { retry, timeout } from '../../src/client/index.ts'
import { always, catalogue, type Script } from '../../src/faults/index.ts'
import { tutorialRobust } from '../../src/targets/tutorial/index.ts'
import { failsFirst } from '../support/defectFaults.ts'
import type { Defect } from '../support/defectTable.ts'

const { invalidApiKey, latency, noHeaders, rateLimit, serverError, tlsExpired, tlsSelfSigned, tlsWrongHost } = catalogue

const robust = (at: string) => ({ target: tutorialRobust, at })
const hourLong = always(rateLimit({ retryAfterSeconds: 3_600 }))

export const robustSession: readonly Defect[] = [
  {
    number: 45,
    defect:
      'a POST is repeated four times without a key; 3600 s of Retry-After are slept three times; no jitter; RetryError',
    right: [
      {
        shows: 'whatever is repeated carries the key of its call',
        check: async (subject) => {
          const { requests } = await subject({ script: { models: { main: [always(serverError({}))] } } })
          const keys = requests.map(({ headers }) => headers['idempotency-key'])
          expect(keys.length).toBeGreaterThan(1)
          expect(keys, 'the keys').toEqual(keys.map(() => expect.any(String)))
          expect(new Set(keys).size).toBe(1)
        },
        convicts: robust('the keys'),
      },
      {
        shows: 'an hour that is asked for is not slept: the call fails at once and says when to come back',
        check: async (subject) => {
          const { endedAtMs, answers, requests, epochMs } = await subject({ script: { models: { main: [hourLong] } } })
          expect(endedAtMs, 'the end').toBe(0)
          expect(requests).toHaveLength(1)
          expect(answers).toMatchObject([{ errorClass: 'rate_limited', status: 429, retryAtMs: epochMs + 3_600_000 }])
        },
        convicts: robust('the end'),
      },
      {
        shows: 'another model answers instead, without a wait',
        check: async (subject) => {
          const { answers } = await subject({ script: { models: { main: [hourLong], spare: [] } } })
          expect(answers, 'who answered').toMatchObject([{ ok: true, model: 'spare', endedAtMs: 0 }])
        },
        convicts: robust('who answered'),
      },
      {
        shows: 'no two calls wait equally',
        check: async (subject) => {
          const script = { models: { main: [always(failsFirst({ status: 502, tries: 2 }))] } }
          const startsMs = Array.from({ length: 10 }, (_, call) => call * 60_000)
          const { requests } = await subject({ script, startsMs })
          const waitsMs = startsMs.flatMap((startMs, call) => {
            const [, second, third] = requests.slice(3 * call, 3 * call + 3)
            return [second!.atMs - startMs, third!.atMs - second!.atMs]
          })
          expect(new Set(waitsMs).size, 'different waits').toBe(20)
        },
        convicts: robust('different waits'),
      },
      {
        shows: 'when all tries are used up the caller gets the error of the last one, with its status',
        check: async (subject) => {
          const { answers } = await subject({ script: { models: { main: [always(serverError({}))] } } })
          expect(answers, 'what the caller got').toMatchObject([
            { thrown: 'ChatError', errorClass: 'server_error', status: 500 },
          ])
        },
        convicts: robust('what the caller got'),
      },
    ],
  },
  {
    number: 46,
    defect: 'after a time-out the second response is a success whatever its status, and there is no deadline',
    right: [
      {
        shows: 'a 401 after connections that timed out is a 401',
        check: async (subject) => {
          const script = { models: { main: [always(invalidApiKey({}))] } }
          const policies = [retry({ maxAttemptsPerEndpoint: 6 })]
          const { answers, connections } = await subject({ script, neverConnect: 4, ours: { policies } })
          expect(connections).toHaveLength(5)
          expect(answers, 'what the caller got').toMatchObject([{ ok: false, errorClass: 'auth', status: 401 }])
        },
        convicts: robust('what the caller got'),
      },
      {
        shows: 'where nothing is ever answered the call is over after a minute, as a time-out',
        check: async (subject) => {
          const { endedAtMs, answers } = await subject({ script: { models: { main: [always(noHeaders({}))] } } })
          expect(endedAtMs, 'the end').toBeLessThanOrEqual(60_000)
          expect(answers).toMatchObject([{ thrown: 'ChatError', errorClass: 'timeout' }])
        },
        convicts: robust('the end'),
      },
      {
        shows: 'the second try may be given more time, as the tutorial means to, and still ends with the deadline',
        check: async (subject) => {
          const policies = [timeout({ headersMs: 10_000, laterAttempts: { headersMs: 30_000 } })]
          const slow = { models: { main: [always(latency({ delayMs: 25_000 }))] } }
          const { answers, requests } = await subject({ script: slow, ours: { policies } })
          expect(answers).toMatchObject([{ ok: true, model: 'main' }])
          expect(requests).toHaveLength(2)
          const silent = await subject({ script: { models: { main: [always(noHeaders({}))] } }, ours: { policies } })
          expect(silent.endedAtMs).toBe(60_000)
        },
      },
    ],
  },
  {
    number: 47,
    defect: 'SSLError: four connections, a print, and None',
    right: [
      ...[tlsExpired, tlsSelfSigned, tlsWrongHost].map((fault) => ({
        shows: `${fault.type}: one connection, and an error that says what is wrong`,
        check: async (subject: Parameters<Defect['right'][number]['check']>[0]) => {
          const script: Script = {
            models: { main: [], sibling: [] },
            origins: { gateway: { serves: ['main', 'sibling'], tls: true, rules: [always(fault({}))] } },
          }
          const { connections, requests, answers } = await subject({ script })
          expect(connections, 'connections').toEqual(['gateway.test'])
          expect(requests).toEqual([])
          expect(answers).toMatchObject([{ thrown: 'ChatError', errorClass: 'tls_permanent', endedAtMs: 0 }])
          expect(answers[0]).toHaveProperty('message', expect.stringMatching(/TLS: (CERT_|DEPTH_|ERR_TLS_)/))
        },
        convicts: robust('connections'),
      })),
      {
        shows: 'a model at another host answers',
        check: async (subject) => {
          const script: Script = {
            models: { main: [], spare: [] },
            origins: {
              expired: { serves: ['main'], tls: true, rules: [always(tlsExpired({}))] },
              good: { serves: ['spare'], tls: true },
            },
          }
          const { answers, connections } = await subject({ script })
          expect(answers, 'who answered').toMatchObject([{ ok: true, model: 'spare' }])
          expect(connections).toEqual(['expired.test', 'good.test'])
        },
        convicts: robust('who answered'),
      },
    ],
  },
]

import { expect } from 'vitest'
import { ClientOptionsError, createClient, deadline } from '../../src/client/index.ts'
import { always, catalogue, first, type Script } from '../../src/faults/index.ts'
import { tutorialLimiter } from '../../src/targets/tutorial/index.ts'
import { busiestMinute } from '../support/defectStage.ts'
import type { Defect } from '../support/defectTable.ts'

const { rateLimit, status, tlsExpired } = catalogue

const well: Script = { models: { main: [] } }
const patient = { policies: [deadline('60m')] }
const limiter = (at: string) => ({ target: tutorialLimiter, at })

export const rateLimiter: readonly Defect[] = [
  {
    number: 41,
    defect: 'clear() each 60 s makes it a fixed window: 20 requests in 5 s at rpm 10',
    right: [
      {
        shows: 'twenty requests around the turn of the minute: at rpm 10 no sliding minute holds more than 10',
        check: async (subject) => {
          const startsMs = Array.from({ length: 20 }, (_, call) => 57_500 + 250 * call)
          const { requests, answers } = await subject({ script: well, rpm: 10, startsMs, ours: patient })
          expect(busiestMinute(requests.map(({ atMs }) => atMs)), 'the busiest minute').toBe(10)
          expect(answers.filter(({ ok }) => ok)).toHaveLength(20)
          expect(requests[10]!.atMs).toBe(57_500 + 60_000)
        },
        convicts: limiter('the busiest minute'),
      },
    ],
  },
  {
    number: 42,
    defect: 'reads the wall clock: a step back by an hour sleeps for 3660 s',
    right: [
      {
        shows: 'the wall clock is set back by an hour: the next request still starts a minute after the one before',
        check: async (subject) => {
          const play = { script: well, rpm: 1, startsMs: [0, 0], wallJumpMs: -3_600_000, ours: patient }
          const { requests } = await subject(play)
          expect(
            requests.map(({ atMs }) => atMs),
            'the requests',
          ).toEqual([0, 60_000])
        },
        convicts: limiter('the requests'),
      },
      {
        shows: 'it is set forward by an hour: not earlier either',
        check: async (subject) => {
          const play = { script: well, rpm: 1, startsMs: [0, 0], wallJumpMs: 3_600_000, ours: patient }
          const { requests } = await subject(play)
          expect(
            requests.map(({ atMs }) => atMs),
            'the requests',
          ).toEqual([0, 60_000])
        },
        convicts: limiter('the requests'),
      },
    ],
  },
  {
    number: 43,
    // The port does not show it: JavaScript changes no thread between the check and the append.
    defect: 'is not thread-safe: checks first, appends later',
    right: [
      {
        shows:
          '200 calls at once at rpm 50: no sliding minute holds more than 50, none is lost, none waits for longer than it must',
        check: async (subject) => {
          const { requests, answers } = await subject({ script: well, rpm: 50, atOnce: 200, ours: patient })
          expect(busiestMinute(requests.map(({ atMs }) => atMs))).toBe(50)
          expect(answers.filter(({ ok }) => ok)).toHaveLength(200)
          expect(requests.map(({ atMs }) => atMs)).toEqual(
            Array.from({ length: 200 }, (_, index) => 60_000 * Math.floor(index / 50)),
          )
        },
      },
    ],
  },
  {
    number: 44,
    defect:
      'status and body are lost after five 429, with 10 s of sleep behind the last; 503 is never retried; SSL and invalid URL are, five times',
    right: [
      {
        shows: 'a call that is refused to the end keeps its status and its class, and what to do next',
        check: async (subject) => {
          const { answers, epochMs } = await subject({
            script: { models: { main: [always(rateLimit({ retryAfterSeconds: 3 }))] } },
          })
          expect(answers, 'what the caller got').toMatchObject([{ ok: false, status: 429, errorClass: 'rate_limited' }])
          expect(answers[0]).toHaveProperty('message', expect.stringContaining('Rate limit reached'))
          expect(answers[0]).toHaveProperty('retryAtMs', Math.ceil(epochMs + 3_000))
        },
        convicts: limiter('what the caller got'),
      },
      {
        shows: 'there is no sleep behind the last 429',
        check: async (subject) => {
          const { requests, endedAtMs } = await subject({ script: { models: { main: [always(rateLimit({}))] } } })
          expect(endedAtMs - requests.at(-1)!.atMs, 'the time after the last try').toBe(0)
        },
        convicts: limiter('the time after the last try'),
      },
      {
        shows: 'a 503 is retried',
        check: async (subject) => {
          const { answers } = await subject({ script: { models: { main: [first(1, status({ status: 503 }))] } } })
          expect(answers, 'what the caller got').toMatchObject([{ ok: true }])
        },
        convicts: limiter('what the caller got'),
      },
      {
        shows: 'a certificate that has expired is looked at once',
        check: async (subject) => {
          const script: Script = {
            models: { main: [] },
            origins: { gateway: { serves: ['main'], tls: true, rules: [always(tlsExpired({}))] } },
          }
          const { connections, answers } = await subject({ script })
          expect(connections, 'connections').toEqual(['gateway.test'])
          expect(answers).toMatchObject([{ ok: false, errorClass: 'tls_permanent' }])
        },
        convicts: limiter('connections'),
      },
      {
        shows: 'a URL that is none is refused when the client is made',
        check: () => {
          for (const baseURL of ['', 'gateway.test/v1', 'https://', 'ftp://gateway.test/v1', 'localhost:8000/v1']) {
            const make = () => createClient({ baseURL, apiKey: 'sk-0123456789', models: ['m'] })
            expect(make, baseURL).toThrow(ClientOptionsError)
          }
        },
      },
    ],
  },
]

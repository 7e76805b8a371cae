import { inspect } from 'node:util'
import { expect } from 'vitest'
import { always, catalogue, type Rule, type Script } from '../../src/faults/index.ts'
import { tutorialFallback, tutorialRobust } from '../../src/targets/tutorial/index.ts'
import { drips, failsFirst, says } from '../support/defectFaults.ts'
import { keyOf, onStage, question } from '../support/defectStage.ts'
import type { Played, Subject } from '../support/defectSubjects.ts'
import type { Defect, Right } from '../support/defectTable.ts'

const { connectionRefused, invalidJson, latency, noHeaders, tlsExpired } = catalogue

/** `main` at a host of its own that is struck, and `spare` at another one that is well. */
const struckHost = (tls: boolean, ...rules: Rule[]): Script => ({
  models: { main: [], spare: [] },
  origins: { struck: { serves: ['main'], tls, rules }, well: { serves: ['spare'] } },
})
const struckModel = (...rules: Rule[]): Script => ({ models: { main: rules, spare: [] } })

const answeredBySpare = ({ answers }: Played) =>
  expect(answers, 'who answered').toMatchObject([
    { ok: true, model: 'spare', text: expect.stringMatching(/^\[spare call 0 try 1\] Patience/) },
  ])

const fallsBack = (shows: string, script: Script): Right => ({
  shows,
  check: async (subject) => answeredBySpare(await subject({ script })),
  convicts: { target: tutorialFallback, at: 'who answered' },
})

export const chatCompletion: readonly Defect[] = [
  {
    number: 1,
    defect: 'network, TLS and time-out exceptions escape, so fallback never runs for outages',
    right: [
      fallsBack(
        'where connections are refused, the next endpoint answers',
        struckHost(false, always(connectionRefused({}))),
      ),
      fallsBack(
        'where the certificate has expired, the next endpoint answers',
        struckHost(true, always(tlsExpired({}))),
      ),
      fallsBack('where no answer ever comes, the next endpoint answers', struckModel(always(noHeaders({})))),
    ],
  },
  {
    number: 2,
    defect: 'a 200 that is not JSON raises JSONDecodeError',
    right: [
      fallsBack(
        'after a page of HTML under 200 the next endpoint answers',
        struckModel(always(invalidJson({ form: 'html' }))),
      ),
      fallsBack('after an empty 200 the next endpoint answers', struckModel(always(invalidJson({ form: 'empty' })))),
      fallsBack('after a 200 without choices too', struckModel(always(invalidJson({ form: 'noChoices' })))),
      {
        shows: 'with nobody else left it is a ChatError of the class protocol, not an exception of the JSON parser',
        check: async (subject) => {
          const { answers } = await subject({ script: { models: { main: [always(invalidJson({ form: 'html' }))] } } })
          expect(answers, 'what the caller got').toMatchObject([
            { thrown: 'ChatError', errorClass: 'protocol', status: 200 },
          ])
        },
        convicts: { target: tutorialFallback, at: 'what the caller got' },
      },
    ],
  },
  {
    number: 3,
    defect: 'timeout=30 is per connect and read: a dripping body never ends',
    right: [
      {
        shows: 'a body that drips for ten minutes ends with the deadline of a minute',
        check: async (subject) => {
          const script = { models: { main: [always(drips({ everyMs: 10_000, drops: 60 }))] } }
          const { answers, endedAtMs } = await subject({ script })
          expect(endedAtMs, 'the end').toBe(60_000)
          expect(answers).toMatchObject([{ thrown: 'ChatError', errorClass: 'timeout' }])
        },
        convicts: { target: tutorialFallback, at: 'the end' },
      },
    ],
  },
  {
    number: 4,
    defect: 'latency is read from the wall clock, and there is no time to the first token',
    right: [
      {
        shows: 'a wall clock that is set back by an hour during a call does not show in its times',
        check: async () => {
          const script = { models: { main: [always(latency({ delayMs: 40 }))] } }
          await onStage(script, {}, async ({ client, clock }) => {
            clock.timer(20, () => clock.jumpWallClock(-3_600_000))
            const { timings, attempts } = await client.chat(question(0))
            expect(timings).toEqual({ waitedMs: 0, connectMs: 0, firstContentMs: 40, totalMs: 40 })
            expect(attempts).toMatchObject([{ startedAtMs: 0, endedAtMs: 40 }])
          })
        },
      },
      {
        shows: 'a stream tells when its first content came',
        check: async () => {
          const script = { models: { main: [always(latency({ delayMs: 40 }))] } }
          await onStage(script, {}, async ({ client }) => {
            const stream = client.stream(question(0))
            for await (const _piece of stream);
            expect((await stream.reply).timings).toMatchObject({ firstContentMs: 40, totalMs: 40 + 8 * 5 })
          })
        },
      },
    ],
  },
  {
    number: 5,
    defect: 'no streaming',
    right: [
      {
        shows: 'content goes to the caller as it comes',
        check: async () => {
          await onStage({ models: { main: [] } }, {}, async ({ client, clock, requests }) => {
            const pieces: [atMs: number, text: string][] = []
            const stream = client.stream(question(0))
            for await (const piece of stream) pieces.push([clock.now(), piece])
            expect(pieces.slice(0, 3)).toEqual([
              [0, '[main call 0 try 1] '],
              [5, 'Patience'],
              [10, ' is'],
            ])
            expect((await stream.reply).text).toBe(pieces.map(([, text]) => text).join(''))
            expect(requests[0]!.body).toMatchObject({ stream: true })
          })
        },
      },
    ],
  },
  {
    number: 6,
    defect: 'no idempotency key',
    right: [
      {
        shows: 'all tries of a call carry one key, and each call has its own',
        check: async (subject) => {
          const script = { models: { main: [always(failsFirst({ status: 500, tries: 1 }))] } }
          const { requests } = await subject({ script, startsMs: [0, 60_000] })
          const keys = requests.map(({ headers }) => headers['idempotency-key'])
          expect(keys, 'the keys').toEqual([expect.stringMatching(/^\S{16,}$/), keys[0], expect.anything(), keys[2]])
          expect(keys[2]).not.toBe(keys[0])
        },
        convicts: { target: tutorialRobust, at: 'the keys' },
      },
    ],
  },
  {
    number: 7,
    defect: 'the raw body of the upstream is kept in `error`, the key that it echoes included',
    right: [
      {
        shows: 'a key that the provider echoes is cut out',
        check: echoedKey,
        convicts: { target: tutorialFallback, at: 'what the caller got' },
      },
    ],
  },
]

async function echoedKey(subject: Subject): Promise<void> {
  const key = keyOf('gateway')
  const body = { error: { message: `Incorrect API key provided: ${key}`, code: 'invalid_api_key' } }
  const script = { models: { main: [always(says({ status: 401, body, means: 'auth' }))] } }
  const { answers, requests } = await subject({ script })
  expect(requests[0]!.headers).toMatchObject({ authorization: `Bearer ${key}` })
  expect(inspect(answers), 'what the caller got').not.toContain(key)
  await onStage(script, {}, async ({ client, events }) => {
    const error: unknown = await client.chat(question(0)).catch((thrown: unknown) => thrown)
    expect(inspect(error, { depth: Infinity })).toContain('Incorrect API key provided: [redacted]')
    for (const seen of [error, events]) {
      expect(inspect(seen, { depth: Infinity, showHidden: true }) + JSON.stringify(seen)).not.toContain(key)
    }
  })
}

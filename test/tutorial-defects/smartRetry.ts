import { expect } from 'vitest'
import { always, catalogue, first, type Script } from '../../src/faults/index.ts'
import { tutorialSmartRetry, tutorialSmartRetryRepaired } from '../../src/targets/tutorial/index.ts'
import { failsFirst } from '../support/defectFaults.ts'
import { onStage, question } from '../support/defectStage.ts'
import type { Defect, Right } from '../support/defectTable.ts'

const { modelNotFound, overloaded, quotaExhausted, rateLimit, serverError, status } = catalogue

const preferred = 'deepseek-chat'
const repaired = (at: string) => ({ target: tutorialSmartRetryRepaired, at })

/** No two tries fail alike. */
const differently: Script = {
  models: {
    main: [first(1, rateLimit({})), always(modelNotFound({}))],
    spare: [first(1, overloaded({})), always(status({ status: 502 }))],
  },
}

const retries = (code: number): Right => ({
  shows: `a ${code} is tried again on the same model, and answered`,
  check: async (subject) => {
    const { answers, requests } = await subject({ script: { models: { main: [first(1, status({ status: code }))] } } })
    expect(answers, 'what the caller got').toMatchObject([{ ok: true, model: 'main' }])
    expect(requests).toHaveLength(2)
  },
  convicts: repaired('what the caller got'),
})

export const smartRetry: readonly Defect[] = [
  {
    number: 16,
    defect: '`self.client.MODELS_PRIORITY` is an AttributeError: never works',
    right: [
      {
        shows: 'the preferred model is asked first, wherever it stands',
        check: async (subject) => {
          const { answers, requests } = await subject({
            script: { models: { 'moonshot-v1-8k': [], 'abab6-chat': [], [preferred]: [] } },
            ours: { prefer: preferred },
          })
          expect(answers, 'who answered').toMatchObject([{ ok: true, model: preferred }])
          expect(requests).toHaveLength(1)
        },
        convicts: { target: tutorialSmartRetry, at: 'who answered' },
      },
      {
        shows: 'when the preferred model fails, the others follow in their order',
        check: async (subject) => {
          const { answers, requests } = await subject({
            script: {
              models: { first: [always(modelNotFound({}))], second: [], [preferred]: [always(modelNotFound({}))] },
            },
            ours: { prefer: preferred },
          })
          expect(answers, 'who answered').toMatchObject([{ ok: true, model: 'second' }])
          expect(requests.map(({ model }) => model)).toEqual([preferred, 'first', 'second'])
        },
        convicts: { target: tutorialSmartRetry, at: 'who answered' },
      },
    ],
  },
  {
    number: 17,
    defect: '500, 502, 408 and 529 count as not worth a retry',
    right: [500, 502, 408, 529].map(retries),
  },
  {
    number: 18,
    defect: 'waits 2, 4, 6 s: linear, no jitter, no Retry-After',
    right: [
      {
        shows: 'who asks for 5 s is not asked again before 5 s',
        check: async (subject) => {
          const script = { models: { main: [first(1, rateLimit({ retryAfterSeconds: 5 }))] } }
          const { requests } = await subject({ script })
          expect(requests[1]!.atMs, 'the second request').toBeGreaterThanOrEqual(5_000)
          expect(requests[1]!.atMs).toBeLessThan(6_000)
        },
        convicts: repaired('the second request'),
      },
      {
        shows: 'calls that failed together do not come back together, and the room for their waits doubles',
        check: async (subject) => {
          const script = { models: { main: [always(failsFirst({ status: 503, tries: 2 }))] } }
          const startsMs = Array.from({ length: 30 }, (_, call) => call * 60_000)
          const { requests } = await subject({ script, startsMs })
          const wait = (call: number, retry: number) =>
            requests[3 * call + retry]!.atMs - requests[3 * call + retry - 1]!.atMs
          const firstWaitsMs = startsMs.map((_, call) => wait(call, 1))
          const secondWaitsMs = startsMs.map((_, call) => wait(call, 2))
          expect(new Set(firstWaitsMs).size, 'different waits').toBe(30)
          expect(Math.max(...firstWaitsMs)).toBeLessThan(500)
          expect(Math.max(...secondWaitsMs)).toBeGreaterThan(500)
          expect(Math.max(...secondWaitsMs)).toBeLessThan(1_000)
        },
        convicts: repaired('different waits'),
      },
    ],
  },
  {
    number: 19,
    defect: 'sleeps 6.5 s after the last try of each model, 37.5 s for 9 requests',
    right: [
      {
        shows: 'when a model has had its last try, the next one is asked at once',
        check: async (subject) => {
          const { requests, answers } = await subject({
            script: { models: { main: [always(overloaded({}))], spare: [] } },
          })
          expect(answers).toMatchObject([{ ok: true, model: 'spare' }])
          const next = requests.findIndex(({ model }) => model === 'spare')
          expect(next).toBeGreaterThanOrEqual(2)
          expect(requests[next]!.atMs - requests[next - 1]!.atMs, 'the time to the next model').toBe(0)
        },
        convicts: repaired('the time to the next model'),
      },
      {
        shows: 'when the last model has had its last try, the call is over',
        check: async (subject) => {
          const script = { models: { main: [always(overloaded({}))], spare: [always(overloaded({}))] } }
          const { requests, endedAtMs } = await subject({ script })
          expect(requests.length).toBeGreaterThanOrEqual(5)
          expect(endedAtMs - requests.at(-1)!.atMs, 'the time after the last try').toBe(0)
        },
        convicts: repaired('the time after the last try'),
      },
    ],
  },
  {
    number: 20,
    defect: 'the 429 of an empty account is retried',
    right: [
      {
        shows: 'an empty account is asked once, and the class says why',
        check: async (subject) => {
          const script = { models: { main: [always(quotaExhausted({}))], sibling: [] } }
          const { requests, answers } = await subject({ script })
          expect(
            requests.map(({ model }) => model),
            'who was asked',
          ).toEqual(['main'])
          expect(answers).toMatchObject([{ ok: false, status: 429, errorClass: 'quota_exhausted', endedAtMs: 0 }])
        },
        convicts: repaired('who was asked'),
      },
    ],
  },
  {
    number: 21,
    defect: 'an unknown preferred_model is silently ignored',
    right: [
      {
        shows: 'it is an error that names the models there are, and nothing is sent',
        check: async (subject) => {
          const { answers, requests } = await subject({
            script: { models: { main: [], spare: [] } },
            ours: { prefer: preferred },
          })
          expect(answers, 'what the caller got').toMatchObject([{ ok: false, thrown: 'ClientOptionsError' }])
          expect(answers[0]).toHaveProperty('message', expect.stringMatching(/"deepseek-chat".*"main", "spare"/))
          expect(requests).toEqual([])
        },
        convicts: repaired('what the caller got'),
      },
    ],
  },
  {
    number: 22,
    defect: 'temperature and max_tokens are dropped',
    right: [
      {
        shows: 'every try carries what the caller set, on every model, and nothing that nobody set',
        check: async () => {
          const script = { models: { main: [always(serverError({}))], spare: [] } }
          await onStage(script, {}, async ({ client, requests }) => {
            const asked = { ...question(0), temperature: 0.2, max_tokens: 77, top_p: 0.9 }
            await client.chat(asked)
            expect(requests.map(({ body }) => body)).toEqual(
              ['main', 'main', 'spare'].map((model) => ({ model, ...asked })),
            )
            await client.chat(question(1))
            expect(Object.keys(requests.at(-1)!.body).toSorted()).toEqual(['messages', 'model'])
          })
        },
      },
    ],
  },
  {
    number: 23,
    defect: 'the final error loses all causes',
    right: [
      {
        shows: 'the error keeps the last status, and tells of every attempt what went wrong',
        check: async (subject) => {
          const { answers } = await subject({ script: differently })
          expect(answers[0], 'the status').toMatchObject({ ok: false, status: 502 })
          expect(answers[0]).toHaveProperty(
            'message',
            expect.stringMatching(
              /^server_error .*\[5 attempts: main: 429, main: 404, spare: 503, spare: 502, spare: 502\]$/,
            ),
          )
        },
        convicts: repaired('the status'),
      },
      {
        shows: 'as values too, with class, status and times',
        check: () =>
          onStage(differently, {}, async ({ client }) => {
            const error: unknown = await client.chat(question(0)).catch((thrown: unknown) => thrown)
            expect(error).toMatchObject({
              name: 'ChatError',
              errorClass: 'server_error',
              attempts: [
                {
                  endpoint: 'main',
                  kind: 'first',
                  startedAtMs: 0,
                  failure: { errorClass: 'rate_limited', status: 429 },
                },
                { endpoint: 'main', kind: 'retry', failure: { errorClass: 'not_found', status: 404 } },
                { endpoint: 'spare', kind: 'fallback', failure: { errorClass: 'overloaded', status: 503 } },
                { endpoint: 'spare', kind: 'retry', failure: { errorClass: 'server_error', status: 502 } },
                { endpoint: 'spare', kind: 'retry', failure: { errorClass: 'server_error', status: 502 } },
              ],
            })
          }),
      },
    ],
  },
]

import { expect, vi } from 'vitest'
import { always, catalogue, first, type Rule, type Script } from '../../src/faults/index.ts'
import { circuitBreaker, rateLimiter } from '../../src/client/index.ts'
import { tutorialFallback } from '../../src/targets/tutorial/index.ts'
import { failsFirst } from '../support/defectFaults.ts'
import { onStage, question } from '../support/defectStage.ts'
import type { Played } from '../support/defectSubjects.ts'
import type { Defect, Right } from '../support/defectTable.ts'

const { invalidApiKey, modelNotFound, rateLimit, serverError, status } = catalogue

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']
/** The tutorial's three models at one gateway with one key, all struck alike. */
const everywhere = (...rules: Rule[]): Script => ({ models: Object.fromEntries(models.map((model) => [model, rules])) })
const askedModels = ({ requests }: Played) => requests.map(({ model }) => model)

const endsAtOnce = (code: number): Right => ({
  shows: `a ${code}, which no model can mend, ends the call after one request`,
  check: async (subject) => {
    const played = await subject({ script: everywhere(always(status({ status: code }))) })
    expect(askedModels(played), 'who was asked').toEqual(['deepseek-chat'])
    expect(played.answers).toMatchObject([{ ok: false, errorClass: 'invalid_request', status: code }])
  },
  convicts: { target: tutorialFallback, at: 'who was asked' },
})

export const chatWithFallback: readonly Defect[] = [
  {
    number: 8,
    defect: 'falls back on 400, 404 and 422',
    right: [
      endsAtOnce(400),
      endsAtOnce(422),
      {
        shows:
          'a 404 for one model is no reason to wait: another model, which does exist, is asked at the same instant',
        check: async (subject) => {
          const script = { models: { main: [always(modelNotFound({}))], spare: [] } }
          const { requests, answers } = await subject({ script })
          expect(
            requests.map(({ model, atMs }) => [model, atMs]),
            'who was asked when',
          ).toEqual([
            ['main', 0],
            ['spare', 0],
          ])
          expect(answers).toMatchObject([{ ok: true, model: 'spare' }])
        },
        convicts: { target: tutorialFallback, at: 'who was asked when' },
      },
    ],
  },
  {
    number: 9,
    defect: 'on 401 repeats the same dead key on three models',
    right: [
      {
        shows: 'a key that was refused is sent once, by this call and by those after it',
        check: async (subject) => {
          const { requests, answers } = await subject({
            script: everywhere(always(invalidApiKey({}))),
            startsMs: [0, 5_000],
          })
          expect(requests, 'requests with the dead key').toHaveLength(1)
          expect(answers).toMatchObject([{ errorClass: 'auth' }, { errorClass: 'auth' }])
        },
        convicts: { target: tutorialFallback, at: 'requests with the dead key' },
      },
      {
        shows: 'the next model with another key answers, and the model between with the same key is passed over',
        check: async (subject) => {
          const script: Script = {
            models: { main: [always(invalidApiKey({}))], sibling: [], other: [] },
            origins: { here: { serves: ['main', 'sibling'] }, there: { serves: ['other'] } },
          }
          const played = await subject({ script })
          expect(askedModels(played), 'who was asked').toEqual(['main', 'other'])
          expect(played.answers).toMatchObject([{ ok: true, model: 'other' }])
        },
        convicts: { target: tutorialFallback, at: 'who was asked' },
      },
    ],
  },
  {
    number: 10,
    defect: 'Retry-After is ignored',
    right: [
      {
        shows: 'who asked for 20 s is left alone for 20 s, by later calls too, and asked again afterwards',
        check: async (subject) => {
          const script = { models: { main: [first(1, rateLimit({ retryAfterSeconds: 20 }))], spare: [] } }
          const { requests, answers } = await subject({ script, startsMs: [0, 5_000, 18_500, 20_000] })
          expect(
            requests.filter(({ model }) => model === 'main').map(({ atMs }) => atMs),
            'requests to main',
          ).toEqual([0, 20_000])
          expect(answers).toMatchObject([{ model: 'spare' }, { model: 'spare' }, { model: 'spare' }, { model: 'main' }])
        },
        convicts: { target: tutorialFallback, at: 'requests to main' },
      },
      {
        shows: 'with nobody else to ask, the wait is sat out to its end',
        check: async (subject) => {
          const script = { models: { main: [first(1, rateLimit({ retryAfterSeconds: 7 }))] } }
          const { requests, answers } = await subject({ script })
          expect(answers, 'what the caller got').toMatchObject([{ ok: true }])
          expect(requests[1]!.atMs).toBeGreaterThanOrEqual(7_000)
          expect(requests[1]!.atMs).toBeLessThan(8_000)
        },
        convicts: { target: tutorialFallback, at: 'what the caller got' },
      },
    ],
  },
  {
    number: 11,
    defect: 'sleeps a fixed second without jitter, after the last failure too',
    right: [
      {
        shows: 'when the last request has failed, the call is over',
        check: async (subject) => {
          const { requests, endedAtMs } = await subject({ script: everywhere(always(serverError({}))) })
          expect(endedAtMs - requests.at(-1)!.atMs, 'the time after the last failure').toBe(0)
        },
        convicts: { target: tutorialFallback, at: 'the time after the last failure' },
      },
      {
        shows:
          'no two calls of twenty wait for equally long, and none longer than half a second before its first retry',
        check: async (subject) => {
          const script = { models: { main: [always(failsFirst({ status: 500, tries: 1 }))] } }
          const startsMs = Array.from({ length: 20 }, (_, call) => call * 60_000)
          const { requests, answers } = await subject({ script, startsMs })
          expect(
            answers.every(({ ok }) => ok),
            'all were answered',
          ).toBe(true)
          const waitsMs = startsMs.map((startMs, call) => requests[2 * call + 1]!.atMs - startMs)
          expect(new Set(waitsMs).size).toBe(20)
          expect(Math.max(...waitsMs)).toBeLessThan(500)
        },
        convicts: { target: tutorialFallback, at: 'all were answered' },
      },
    ],
  },
  {
    number: 12,
    defect: '`model=` among the keyword arguments collides (TypeError)',
    right: [
      {
        shows: 'a request that names a model begins with its endpoint, and each endpoint is asked for its own model',
        check: async () => {
          const script = { models: { main: [always(modelNotFound({}))], spare: [] } }
          await onStage(script, {}, async ({ client, requests }) => {
            const reply = await client.chat({ ...question(0), model: 'main' })
            expect(reply.model).toBe('spare')
            expect(requests.map(({ body }) => body['model'])).toEqual(['main', 'spare'])
          })
        },
      },
    ],
  },
  {
    number: 13,
    defect: 'prints errors',
    right: [{ shows: 'a bad day leaves no trace on the terminal', check: printsNothing }],
  },
]

async function printsNothing(): Promise<void> {
  const printed: unknown[] = []
  const spies = [
    vi.spyOn(process.stdout, 'write'),
    vi.spyOn(process.stderr, 'write'),
    vi.spyOn(process, 'emitWarning'),
    ...(['log', 'info', 'warn', 'error', 'debug', 'trace'] as const).map((method) => vi.spyOn(console, method)),
  ]
  for (const spy of spies) spy.mockImplementation(((text: unknown) => printed.push(text)) as never)
  try {
    const script: Script = {
      models: {
        dead: [always(invalidApiKey({}))],
        limited: [always(rateLimit({ retryAfterSeconds: 2 }))],
        broken: [always(serverError({}))],
      },
      origins: { elsewhere: { serves: ['dead'] } },
    }
    const policies = [rateLimiter({ rpm: 30 }), circuitBreaker({ minSamples: 2 })]
    await onStage(script, { policies }, async ({ client, events }) => {
      const { failed } = await client.batch(Array.from({ length: 12 }, (_, call) => question(call))).summary
      expect(failed).toBe(12)
      const kinds = events.map(({ type }) => type)
      for (const kind of ['breaker-changed', 'wait-started', 'key-buried']) expect(kinds).toContain(kind)
    })
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
  expect(printed).toEqual([])
}

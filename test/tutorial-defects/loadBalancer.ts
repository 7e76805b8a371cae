import { expect } from 'vitest'
import { health, retry, route, type EndpointOptions } from '../../src/client/index.ts'
import { always, catalogue, during, type Script } from '../../src/faults/index.ts'
import { priceOf, readModels } from '../../src/protocol/models.ts'
import { busiestMinute, onStage, question, type Stage } from '../support/defectStage.ts'
import type { Defect } from '../support/defectTable.ts'

const { connectionRefused, latency, serverError } = catalogue

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']
const well: Script = { models: Object.fromEntries(models.map((model) => [model, []])) }
const factsOf = (model: string) => readModels().find(({ id }) => id === model)!
const priced = (model: string): Partial<EndpointOptions> => ({ price: priceOf(factsOf(model)) })

/** The tutorial's weights. */
const weighted = route.balance({
  strategy: 'weighted',
  members: models.map((id) => ({ id, weight: factsOf(id).weight! })),
})
const strategies = ['weighted', 'cheapest', 'least-latency', 'least-busy', 'round-robin', 'p2c-ewma'] as const

async function ask({ client }: Stage, calls: number): Promise<string[]> {
  const answered: string[] = []
  for (let call = 0; call < calls; call += 1) answered.push((await client.chat(question(call))).model)
  return answered
}

export const loadBalancer: readonly Defect[] = [
  {
    number: 32,
    defect: 'max_rpm and current_rpm are never enforced, and never updated',
    right: [
      {
        shows: 'of 120 calls at once no member gets more than its own requests per minute, and all are answered',
        check: async () => {
          // The tutorial's 2000, 1000 and 1500, in hundredths.
          const endpoint = (model: string) => ({ quota: { rpm: factsOf(model).maxRpm! / 100 } })
          await onStage(well, { route: weighted, endpoint }, async ({ client, requests }) => {
            const calls = Array.from({ length: 120 }, (_, call) => client.chat(question(call), { deadlineMs: 600_000 }))
            expect(await Promise.all(calls)).toHaveLength(120)
            for (const model of models) {
              const instantsMs = requests.filter((request) => request.model === model).map(({ atMs }) => atMs)
              expect(busiestMinute(instantsMs)).toBe(factsOf(model).maxRpm! / 100)
            }
          })
        },
      },
      {
        shows: 'retries count too',
        check: async () => {
          const script = { models: { main: [always(serverError({}))] } }
          const making = {
            endpoint: () => ({ quota: { rpm: 4 } }),
            policies: [retry({ budgetFloorPerSecond: Infinity })],
          }
          await onStage(script, making, async ({ client, requests }) => {
            const calls = Array.from({ length: 5 }, (_, call) => client.chat(question(call), { deadlineMs: 300_000 }))
            await Promise.allSettled(calls)
            expect(requests.length).toBeGreaterThan(8)
            expect(busiestMinute(requests.map(({ atMs }) => atMs))).toBe(4)
          })
        },
      },
    ],
  },
  {
    number: 33,
    defect: '_health_check is never called, bills a real completion, and hides everything behind a bare except',
    right: [
      {
        shows: 'every member is asked for its list of models, which is free, without a call of the application',
        check: () =>
          onStage(well, { policies: [health()], endpoint: priced }, async ({ clock, requests, client }) => {
            await clock.sleep(60_000)
            // The first round is spread over the minute; who was asked early may have been asked again.
            expect(requests.length).toBeGreaterThanOrEqual(models.length)
            for (const request of requests)
              expect(request).toMatchObject({ method: 'GET', url: 'http://gateway.test/v1/models', body: {} })
            expect(client.spend).toMatchObject({ usd: '0', atMostUsd: '0' })
          }),
      },
      {
        shows: 'what a probe found out is told, with its reason',
        check: async () => {
          const script: Script = {
            models: { main: [], spare: [] },
            origins: { down: { serves: ['main'], rules: [always(connectionRefused({}))] }, up: { serves: ['spare'] } },
          }
          await onStage(script, { policies: [health()] }, async ({ clock, events }) => {
            await clock.sleep(120_000)
            expect(events).toEqual([
              expect.objectContaining({
                type: 'health-changed',
                endpoint: 'main',
                healthy: false,
                reason: expect.stringMatching(/^network \(refused\): .*ECONNREFUSED/),
              }),
            ])
          })
        },
      },
      {
        shows: 'who wants the model itself asked pays for it, and sees it in the spending',
        check: async () => {
          const endpoint = (model: string) => ({ price: priceOf(factsOf(model)) })
          const script = { models: { 'deepseek-chat': [] } }
          await onStage(
            script,
            { policies: [health({ probe: 'chat' })], endpoint },
            async ({ clock, requests, client }) => {
              await clock.sleep(60_000)
              expect(requests[0]!.body).toMatchObject({ model: 'deepseek-chat', max_tokens: 1 })
              expect(Number(client.spend.usd)).toBeCloseTo(0.0000084 * requests.length, 12)
            },
          )
        },
      },
    ],
  },
  {
    number: 34,
    defect: 'last_health_check and health_check_interval are unused',
    right: [
      {
        shows: 'each member is asked once a minute, give or take a tenth',
        check: async () => {
          const script: Script = {
            models: { a: [], b: [] },
            origins: { one: { serves: ['a'] }, two: { serves: ['b'] } },
          }
          await onStage(script, { policies: [health({ everyMs: 60_000 })] }, async ({ clock, requests }) => {
            await clock.sleep(20 * 60_000)
            for (const host of ['one.test', 'two.test']) {
              const atMs = requests.filter(({ url }) => new URL(url).host === host).map((request) => request.atMs)
              expect(atMs.length).toBeGreaterThanOrEqual(18)
              const gapsMs = atMs.slice(1).map((ms, index) => ms - atMs[index]!)
              expect(Math.min(...gapsMs)).toBeGreaterThanOrEqual(54_000)
              expect(Math.max(...gapsMs)).toBeLessThanOrEqual(66_000)
            }
          })
        },
      },
      {
        shows: 'a member that is known to be ill is asked last, until it is well again',
        check: async () => {
          const script = { models: { main: [during(0, 300_000, serverError({}))], spare: [] } }
          await onStage(script, { policies: [health({ probe: 'chat' })] }, async (stage) => {
            const askedFor = async (atMs: number) => {
              await stage.clock.sleep(atMs - stage.clock.now())
              const before = stage.requests.length
              await ask(stage, 1)
              return stage.requests.slice(before).map(({ model }) => model)
            }
            expect(await askedFor(120_000)).toEqual(['spare'])
            expect(await askedFor(240_000)).toEqual(['spare'])
            expect(await askedFor(400_000)).toEqual(['main'])
          })
        },
      },
    ],
  },
  {
    number: 35,
    defect: '‘fastest’ is weighted random',
    right: [
      {
        shows: 'when each member has been measured, the fastest one is asked',
        check: async () => {
          const delaysMs = [300, 40, 900]
          const script = {
            models: Object.fromEntries(
              models.map((model, index) => [model, [always(latency({ delayMs: delaysMs[index]! }))]]),
            ),
          }
          const making = { route: route.balance({ strategy: 'least-latency', members: models }) }
          const answered = await onStage(script, making, (stage) => ask(stage, 40))
          expect(answered.slice(0, 3).toSorted()).toEqual(models.toSorted())
          expect(new Set(answered.slice(3))).toEqual(new Set(['moonshot-v1-8k']))
        },
      },
    ],
  },
  {
    number: 36,
    defect: '‘cheapest’ is hard-coded',
    right: [
      {
        shows: 'the cheapest is asked, wherever it stands, and another one when prices change',
        check: async () => {
          const balance = route.balance({ strategy: 'cheapest', members: models.toReversed() })
          await onStage(well, { route: balance, endpoint: priced }, async (stage) => {
            expect(new Set(await ask(stage, 5))).toEqual(new Set(['deepseek-chat']))
            stage.client.reprice('abab6-chat', { input: '0.10', output: '0.20' })
            expect(new Set(await ask(stage, 5))).toEqual(new Set(['abab6-chat']))
          })
        },
      },
    ],
  },
  {
    number: 37,
    defect: 'weighted and cheapest never fall back, although the demo prints "Fallback..."',
    right: strategies.map((strategy) => ({
      shows: `${strategy}: with two of three members down, all calls are answered by the third`,
      check: async () => {
        const down = [always(serverError({}))]
        const script = { models: { 'deepseek-chat': down, 'moonshot-v1-8k': [], 'abab6-chat': down } }
        const making = { route: route.balance({ strategy, members: models }), endpoint: priced }
        await onStage(script, { ...making, policies: [retry({ maxAttemptsPerCall: 9 })] }, async (stage) => {
          expect(await ask(stage, 10)).toEqual(Array.from({ length: 10 }, () => 'moonshot-v1-8k'))
          expect(new Set(stage.requests.map(({ model }) => model)).size).toBeGreaterThan(1)
        })
      },
    })),
  },
]

import { expect } from 'vitest'
import { route, type EndpointOptions } from '../../src/client/index.ts'
import { always, catalogue } from '../../src/faults/index.ts'
import { priceOf, readModels } from '../../src/protocol/models.ts'
import { tutorialFallback } from '../../src/targets/tutorial/index.ts'
import { says } from '../support/defectFaults.ts'
import type { Defect } from '../support/defectTable.ts'

const { modelNotFound, overloaded } = catalogue

/** `MODELS_PRIORITY`, in the tutorial's order. */
const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']

/** What the tutorial's own table says of a model. */
function known(model: string): Partial<EndpointOptions> {
  const facts = readModels().find(({ id }) => id === model)
  if (facts === undefined) return {}
  return { price: priceOf(facts), ...(facts.contextWindow === null ? {} : { contextWindow: facts.contextWindow }) }
}

const tooLong = {
  error: {
    message: "This model's maximum context length is exceeded. Please reduce the length of the messages.",
    type: 'invalid_request_error',
    code: 'context_length_exceeded',
  },
}
const refusesTheLength = always(says({ status: 400, body: tooLong, means: 'context_length' }))

export const modelsPriority: readonly Defect[] = [
  {
    number: 14,
    defect: 'the comment says ascending price, the list is 0.42, 0.85, 0.65',
    right: [
      {
        shows: 'who says `cheapest` gets the models in the order of the prices that the tutorial prints',
        check: async (subject) => {
          const script = { models: Object.fromEntries(models.map((model) => [model, [always(modelNotFound({}))]])) }
          const balance = route.balance({ strategy: 'cheapest', members: models })
          const { requests } = await subject({ script, ours: { route: balance, endpoint: known } })
          const inputUsd = requests.map(({ model }) => Number(readModels().find(({ id }) => id === model)!.price.input))
          expect(inputUsd, 'prices in the order of asking').toEqual([0.42, 0.65, 0.85])
        },
        convicts: { target: tutorialFallback, at: 'prices in the order of asking' },
      },
      {
        shows: 'who says nothing about prices gets the order in which the models were given',
        check: async (subject) => {
          for (const order of [models, models.toReversed()]) {
            const script = { models: Object.fromEntries(order.map((model) => [model, [always(modelNotFound({}))]])) }
            const { requests } = await subject({ script, ours: { endpoint: known } })
            expect(requests.map(({ model }) => model)).toEqual(order)
          }
        },
      },
    ],
  },
  {
    number: 15,
    defect: 'a model with a window of 8k is the fallback for larger prompts',
    right: [
      {
        shows: 'what is too long for 32k is not tried on 8k, but on the next larger window',
        check: async (subject) => {
          const windows: Record<string, number> = { 'medium-32k': 32_768, 'large-128k': 131_072 }
          const script = {
            models: { 'medium-32k': [refusesTheLength], 'moonshot-v1-8k': [refusesTheLength], 'large-128k': [] },
          }
          const endpoint = (model: string) => ({
            ...known(model),
            ...(model in windows ? { contextWindow: windows[model]! } : {}),
          })
          const { requests, answers } = await subject({ script, ours: { endpoint } })
          expect(
            requests.map(({ model }) => model),
            'who was asked',
          ).toEqual(['medium-32k', 'large-128k'])
          expect(answers).toMatchObject([{ ok: true, model: 'large-128k' }])
        },
        convicts: { target: tutorialFallback, at: 'who was asked' },
      },
      {
        shows: 'where an outage sent a long prompt to 8k, it goes on at once to a model that takes it',
        check: async (subject) => {
          const script = {
            models: { main: [always(overloaded({}))], 'moonshot-v1-8k': [refusesTheLength], 'large-128k': [] },
          }
          const { requests, answers } = await subject({ script, ours: { endpoint: known } })
          const [refused, taken] = requests.slice(-2)
          expect([refused!.model, taken!.model]).toEqual(['moonshot-v1-8k', 'large-128k'])
          expect(taken!.atMs - refused!.atMs, 'the time until the larger model is asked').toBe(0)
          expect(answers).toMatchObject([{ ok: true, model: 'large-128k' }])
        },
        convicts: { target: tutorialFallback, at: 'the time until the larger model is asked' },
      },
    ],
  },
]

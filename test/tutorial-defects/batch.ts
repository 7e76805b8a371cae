import { expect } from 'vitest'
import {
  accept,
  budget,
  ClientOptionsError,
  createClient,
  type BatchItem,
  type BatchSummary,
  type EndpointOptions,
} from '../../src/client/index.ts'
import { always, catalogue, type Script } from '../../src/faults/index.ts'
import { priceOf, readModels } from '../../src/protocol/models.ts'
import { completionWith, failsFirst, says } from '../support/defectFaults.ts'
import { onStage, question, type Making } from '../support/defectStage.ts'
import type { Defect } from '../support/defectTable.ts'

const { latency, limitData } = catalogue

const questions = (count: number) => Array.from({ length: count }, (_, call) => question(call))
const alone = (model: string, ...rules: Script['models'][string]): Script => ({ models: { [model]: rules } })

/** With the prices that the tutorial prints. */
const priced: Making = { endpoint: (model): Partial<EndpointOptions> => ({ price: priceOf(factsOf(model)) }) }
const factsOf = (model: string) => readModels().find(({ id }) => id === model)!

/** The healthy answer counts 12 tokens of prompt and 8 of answer. */
const summaryOf = (script: Script, count: number, making: Making = priced): Promise<BatchSummary> =>
  onStage(script, making, ({ client }) => client.batch(questions(count)).summary)

export const batch: readonly Defect[] = [
  {
    number: 24,
    defect: 'reads data["data"]["usage"]: total_tokens is always 0',
    right: [
      {
        shows: 'the tokens of three answers are those that the provider counted three times',
        check: async () => {
          const { answered, usage } = await summaryOf(alone('deepseek-chat'), 3)
          expect(answered).toBe(3)
          expect(usage).toEqual({ promptTokens: 36, completionTokens: 24, totalTokens: 60, unknown: 0 })
        },
      },
      {
        shows: 'an answer without a count is unknown, and in no sum',
        check: async () => {
          const { usage } = await summaryOf(
            alone('deepseek-chat', always(says({ status: 200, body: completionWith('hm') }))),
            2,
          )
          expect(usage).toEqual({ promptTokens: 0, completionTokens: 0, totalTokens: 0, unknown: 2 })
        },
      },
    ],
  },
  {
    number: 25,
    defect: 'the average divides by all prompts, failures included',
    right: [
      {
        shows: 'the mean is over the answered calls',
        check: async () => {
          const rules = [always(failsFirst({ status: 400, tries: 1, calls: [1, 2] })), always(latency({ delayMs: 30 }))]
          const { answered, failed, meanLatencyMs } = await summaryOf(alone('deepseek-chat', ...rules), 4)
          expect([answered, failed, meanLatencyMs]).toEqual([2, 2, 30])
        },
      },
    ],
  },
  {
    number: 26,
    defect: 'one after the other',
    right: [
      {
        shows: 'twelve calls of a second, four at a time, take three seconds, and never are five under way',
        check: () =>
          onStage(alone('m', always(latency({ delayMs: 1_000 }))), {}, async ({ client, clock, requests }) => {
            const { answered } = await client.batch(questions(12), { concurrency: 4 }).summary
            expect([answered, clock.now()]).toEqual([12, 3_000])
            expect(requests.map(({ atMs }) => atMs)).toEqual([0, 1_000, 2_000].flatMap((ms) => [ms, ms, ms, ms]))
          }),
      },
      {
        shows: 'without a word about it eight run at once, and the results stand in the order of the prompts',
        check: () =>
          onStage(alone('m', always(latency({ delayMs: 1_000 }))), {}, async ({ client, clock }) => {
            const { items } = await client.batch(questions(16)).summary
            expect(clock.now()).toBe(2_000)
            const texts = items.map((item) => (item.ok ? item.reply.text : ''))
            expect(texts).toEqual(items.map((_, call) => expect.stringContaining(`[m call ${call} try 1]`)))
          }),
      },
    ],
  },
  {
    number: 27,
    defect: 'one exception, or one error of the callback, loses the whole batch',
    right: [
      {
        shows: 'what the callback throws and what cannot be sent is told, and every other answer is there',
        check: () =>
          onStage(alone('m', always(failsFirst({ status: 400, tries: 1, calls: [2] }))), {}, async ({ client }) => {
            const told: BatchItem[] = []
            const requests = [question(0), { ...question(1), seed: 1n }, question(2), question(3)]
            const onItem = (item: BatchItem) => {
              told.push(item)
              if (item.index === 0) throw new Error('the disk is full')
            }
            const { items, callbackErrors } = await client.batch(requests, { onItem }).summary
            expect(items.map(({ ok }) => ok)).toEqual([true, false, false, true])
            expect(items[1]).toMatchObject({ error: { errorClass: 'invalid_request', reason: 'not_json' } })
            expect(items[2]).toMatchObject({ error: { errorClass: 'invalid_request', status: 400 } })
            expect(callbackErrors.map(({ message }) => message)).toEqual(['the disk is full'])
            expect(told).toHaveLength(4)
          }),
      },
    ],
  },
  {
    number: 28,
    defect: 'failed and retried attempts cost nothing',
    right: [
      {
        shows: 'an answer that the application refused is paid for beside the one that it took',
        check: async () => {
          const policies = [accept(({ text }) => text.includes('try 2'))]
          const { cost, answered } = await summaryOf(alone('deepseek-chat'), 1, { ...priced, policies })
          expect(answered).toBe(1)
          expect(cost).toMatchObject({ usd: '0.0000168', atMostUsd: '0.0000168' })
        },
      },
      {
        shows: 'a call that failed behind a broken answer is in what may have been billed',
        check: async () => {
          const making: Making = { endpoint: (model) => ({ price: priceOf(factsOf(model)), maxOutputTokens: 1_000 }) }
          const { cost, failed } = await summaryOf(alone('deepseek-chat', always(limitData({ bytes: 40 }))), 1, making)
          expect(failed).toBe(1)
          expect(cost).toMatchObject({ usd: '0', unknown: 0 })
          // Three tries of up to 1000 tokens of answer, and the prompt of each.
          expect(Number(cost.atMostUsd)).toBeGreaterThan((3 * 1_000 * 0.42) / 1_000_000)
          expect(Number(cost.atMostUsd)).toBeLessThan((3 * 2_000 * 0.42) / 1_000_000)
        },
      },
    ],
  },
  {
    number: 29,
    defect: '`_calculate_cost` ignores the tokens and assumes 1000 for each prompt',
    right: [
      {
        shows: 'twenty tokens cost what twenty tokens cost, and a million what a million costs',
        check: async () => {
          expect((await summaryOf(alone('deepseek-chat'), 1)).cost.usd).toBe('0.0000084')
          const usage = { prompt_tokens: 900_000, completion_tokens: 100_000, total_tokens: 1_000_000 }
          const million = alone('deepseek-chat', always(says({ status: 200, body: completionWith('long', usage) })))
          expect((await summaryOf(million, 3)).cost.usd).toBe('1.26')
        },
      },
    ],
  },
  {
    number: 30,
    defect: 'one price for input and output, although the table has two',
    right: [
      {
        shows:
          'Kimi’s 12 tokens at $0.85 and 8 at $2.10 are 27 millionths of a dollar, MiniMax’s at $0.65 and $1.30 18.2',
        check: async () => {
          expect((await summaryOf(alone('moonshot-v1-8k'), 1)).cost.usd).toBe('0.000027')
          expect((await summaryOf(alone('abab6-chat'), 1)).cost.usd).toBe('0.0000182')
        },
      },
    ],
  },
  {
    number: 31,
    defect: 'an unknown model costs $1.0',
    right: [
      {
        shows: 'what nobody gave a price for is unknown, and what is known is told beside it',
        check: async () => {
          const { cost } = await summaryOf(alone('mystery'), 2, {})
          expect(cost).toEqual({ usd: null, atMostUsd: null, knownUsd: '0', unknown: 2 })
        },
      },
      {
        shows: 'a budget is not opened on prices that nobody knows',
        check: () => {
          const endpoints = [{ model: 'mystery', baseURL: 'https://m.test/v1', apiKey: 'sk-0123456789' }]
          expect(() => createClient({ endpoints, policies: [budget({ usd: 1 })] })).toThrow(ClientOptionsError)
          expect(() => createClient({ endpoints, policies: [budget({ usd: 1 })] })).toThrow(/"mystery" has none/)
        },
      },
    ],
  },
]

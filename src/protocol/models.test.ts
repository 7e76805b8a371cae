import { fileURLToPath } from 'node:url'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readFixture } from './fixtures.ts'
import { modelTableSchema } from './modelTableSchema.ts'
import { priceOf, readModels } from './models.ts'
import { priceTableOf } from './money/price.ts'
import { usdPerMillionTokensOf } from './money/picoUsd.ts'

const table = readFixture('models.json') as { models: Record<string, unknown>[] }

describe('fixtures/models.json', () => {
  test('is a table of models', () => {
    expect(v.safeParse(modelTableSchema, table).issues).toBeUndefined()
  })

  test('says what the tutorial says, and nothing else', () => {
    expect(
      readModels().map(({ name, id, price, contextWindow, maxRpm, weight, claimedLatencyMs, languages }) => {
        const limits = [contextWindow, maxRpm, weight]
        return [name, id, price.input, price.output, ...limits, claimedLatencyMs, languages!['vi']]
      }),
    ).toEqual([
      ['DeepSeek V3.2', 'deepseek-chat', '0.42', '0.42', null, 2000, 100, 45, 'good'],
      ['Kimi (Moonshot)', 'moonshot-v1-8k', '0.85', '2.10', 8192, 1000, 50, 60, 'good'],
      ['MiniMax', 'abab6-chat', '0.65', '1.30', null, 1500, 65, 55, 'average'],
      ['Gemini 2.5 Flash', null, '2.50', '10.00', null, null, null, 80, 'excellent'],
      ['Claude Sonnet 4.5', null, '15.00', '75.00', null, null, null, 120, 'excellent'],
      ['GPT-4.1', null, '8.00', '32.00', null, null, null, 100, 'excellent'],
    ])
    for (const { price, maxOutputTokens, capabilities, source, date } of readModels()) {
      expect(price).toMatchObject({ cachedInput: null, cacheWrite: null, reasoning: null })
      expect({ maxOutputTokens, ...capabilities }).toEqual({
        maxOutputTokens: null,
        tools: null,
        vision: null,
        jsonSchema: null,
      })
      expect({ source, date }).toEqual({
        source: expect.stringMatching(/^the HolySheep tutorial: table 1/),
        date: '2026-05',
      })
    }
  })

  test('prices every model exactly', () => {
    const kimi = priceTableOf(priceOf(readModels()[1]!))
    expect([kimi.input, kimi.cachedInput, kimi.output, kimi.reasoning].map(usdPerMillionTokensOf)).toEqual([
      '0.85',
      '0.85',
      '2.1',
      '2.1',
    ])
    expect(
      priceOf({ price: { ...readModels()[0]!.price, cachedInput: '0.1', cacheWrite: '0', reasoning: '1' } }),
    ).toEqual({
      input: '0.42',
      cachedInput: '0.1',
      cacheWrite: '0',
      output: '0.42',
      reasoning: '1',
    })
  })
})

describe('the schema refuses', () => {
  const changed = (change: Record<string, unknown>) => ({ ...table, models: [{ ...table.models[0], ...change }] })
  const price = table.models[0]!['price'] as object
  test.each<[string, unknown]>([
    ['no models', { ...table, models: [] }],
    ['two of one name', { ...table, models: [table.models[0], table.models[0]] }],
    ['another schema', { ...table, schema: 'brownout/models/2' }],
    ['a field that nobody knows', changed({ color: 'red' })],
    ['a price that is a number', changed({ price: { ...price, input: 0.42 } })],
    ['a price that would be rounded', changed({ price: { ...price, input: '0.0000001' } })],
    ['a price below 0', changed({ price: { ...price, output: '-1' } })],
    ['a kind of token without a word', changed({ price: { input: '1', output: '1' } })],
    ['another currency', changed({ currency: 'CNY' })],
    ['half a token', changed({ contextWindow: 8192.5 })],
    ['no requests a minute', changed({ maxRpm: 0 })],
    ['no source', changed({ source: '' })],
    ['no month', changed({ date: '2026-13' })],
  ])('%s', (_story, document) => expect(v.safeParse(modelTableSchema, document).success).toBe(false))

  test('and takes the whole day', () => {
    expect(v.safeParse(modelTableSchema, changed({ date: '2026-05-31' })).success).toBe(true)
  })
})

describe('a table of one’s own', () => {
  const path = (name: string) => fileURLToPath(new URL(`../../fixtures/${name}`, import.meta.url))

  test('is read from its file', () => {
    expect(readModels(path('models.json'))).toEqual(readModels())
  })

  test.each([
    ['that is not there', 'no-such-file.json', /no-such-file\.json/],
    ['that holds something else', 'dialects.json', /dialects\.json is no table of models/],
  ])('%s is an error, never the table that comes along', (_story, name, message) => {
    expect(() => readModels(path(name))).toThrow(message)
  })
})

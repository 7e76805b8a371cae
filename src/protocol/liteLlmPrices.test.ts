import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { readFixture } from './fixtures.ts'
import { readLiteLlmPrices } from './liteLlmPrices.ts'
import { modelTableSchema } from './modelTableSchema.ts'

const sample = readFixture('litellm-price-map.sample.json') as Record<string, unknown>
const imported = readLiteLlmPrices(sample, 'sample.json', '2026-05-31')
const named = (name: string) => imported.models.find((model) => model.name === name)!

describe("LiteLLM's price map", () => {
  test('becomes a table of models', () => {
    const table = { schema: 'brownout/models/1', models: imported.models }
    expect(v.safeParse(modelTableSchema, table).issues).toBeUndefined()
  })

  test('a model, with all that the map says of it', () => {
    expect(named('deepseek-chat')).toEqual({
      name: 'deepseek-chat',
      id: 'deepseek-chat',
      provider: 'deepseek',
      price: { input: '0.28', cachedInput: '0.028', cacheWrite: null, output: '0.42', reasoning: null },
      currency: 'USD',
      contextWindow: 131_072,
      maxOutputTokens: 8192,
      maxRpm: null,
      weight: null,
      claimedLatencyMs: null,
      languages: null,
      capabilities: { tools: true, vision: null, jsonSchema: true },
      notCounted: [],
      source: 'sample.json',
      date: '2026-05-31',
    })
  })

  test('an older name of the cache price; a free write, which costs the input price; no output limit', () => {
    expect(named('deepseek/deepseek-r1')).toMatchObject({
      id: 'deepseek-r1',
      price: { input: '0.55', cachedInput: '0.14', cacheWrite: null, output: '2.19' },
      contextWindow: 65_536,
      maxOutputTokens: null,
      capabilities: { tools: false },
    })
  })

  test('prices that have no place in the table are named', () => {
    expect(named('claude-sonnet-4-5')).toMatchObject({
      price: { input: '3', cachedInput: '0.3', cacheWrite: '3.75', output: '15' },
      notCounted: [
        'cache_creation_input_token_cost_above_1hr',
        'input_cost_per_token_above_200k_tokens',
        'search_context_cost_per_query',
      ],
    })
  })

  test('reasoning, requests per minute, ids with more than one part, and what is free', () => {
    expect(named('gemini/gemini-2.5-flash')).toMatchObject({ maxRpm: 100_000, price: { reasoning: '2.5' } })
    expect(named('openrouter/deepseek/deepseek-chat')).toMatchObject({
      id: 'deepseek/deepseek-chat',
      price: { input: '0.14', output: '0.28' },
      contextWindow: null,
    })
    expect(named('openrouter/free').price).toMatchObject({ input: '0', output: '0' })
  })

  test('what cannot be taken over is reported, each with its reason', () => {
    expect(imported.leftOut).toEqual([
      {
        name: 'databricks/databricks-claude-sonnet-4',
        field: 'input_cost_per_token',
        reason: 'too-fine',
        found: '0.0000029999900000000002',
      },
      { name: 'openrouter/auto', field: 'input_cost_per_token', reason: 'negative', found: '-1' },
      { name: 'azure/container', reason: 'no-price', field: 'input_cost_per_token' },
      { name: 'dashscope/qwen-tiers', reason: 'no-price', field: 'output_cost_per_token' },
      { name: 'own/quoted', field: 'input_cost_per_token', reason: 'not-a-number', found: '"1e-06"' },
      { name: 'own/broken', reason: 'not-an-entry' },
    ])
    expect(imported.otherModes).toEqual({ embedding: 2, '': 1 })
  })

  test('nothing is lost: every entry but the specification is a model, left out, or of another mode', () => {
    const others = Object.values(imported.otherModes).reduce((sum, count) => sum + count, 0)
    expect(imported.models.length + imported.leftOut.length + others).toBe(Object.keys(sample).length - 1)
  })
})

test('a price per million that someone wrote per token comes back to the digit', () => {
  fc.assert(
    fc.property(fc.nat(999), fc.nat(999_999), (whole, fraction) => {
      // As a person, or a script, writes it into the map: dollars per million, by a million, in JSON's own ways.
      const digits = BigInt(whole) * 1_000_000n + BigInt(fraction)
      const entry = JSON.parse(`{ "mode": "chat", "input_cost_per_token": ${digits}e-12, "output_cost_per_token": 0 }`)
      const [model] = readLiteLlmPrices({ m: entry }, 's', '2026-05').models
      const [wholeText, places = ''] = model!.price.input.split('.')
      expect(BigInt(wholeText! + places.padEnd(6, '0'))).toBe(digits)
    }),
  )
})

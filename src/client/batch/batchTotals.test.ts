import { describe, expect, test } from 'vitest'
import { failureOf } from '../failure.ts'
import { ChatError } from '../chatError.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { Cost, Reply } from '../request.ts'
import type { BatchItem } from './batch.ts'
import { BatchTotals } from './batchTotals.ts'

const unpriced: Cost = { usd: null, atMostUsd: null }
const usageOf = (prompt: number, completion: number) => ({
  prompt_tokens: prompt,
  completion_tokens: completion,
  total_tokens: prompt + completion,
})

function answered(usage: unknown, { cost = unpriced, model = 'm', totalMs = 10 } = {}): BatchItem {
  const reply = {
    text: '',
    reasoning: '',
    toolCalls: [],
    endpoint: model,
    model,
    finishReason: 'stop',
    requestId: null,
    attempts: [],
  }
  const timings = { waitedMs: 0, connectMs: 0, firstContentMs: 0, totalMs }
  const full = { ...reply, usage: usage as Reply['usage'], timings, cost }
  return { index: 0, ok: true, reply: full }
}

function failed(cost = unpriced): BatchItem {
  return { index: 0, ok: false, error: new ChatError(failureOf('server_error', 'http_500', 'broken'), [], { cost }) }
}

function totalsOf(...items: BatchItem[]) {
  const totals = new BatchTotals()
  for (const item of items) totals.add(item)
  return totals.result()
}

describe('tokens', () => {
  test('are summed; a provider that did not count is unknown, not zero', () => {
    const { usage } = totalsOf(answered(usageOf(3, 4)), answered(null), answered(usageOf(5, 6)), failed())
    expect(usage).toEqual({ promptTokens: 8, completionTokens: 10, totalTokens: 18, unknown: 1 })
  })

  test('are as whoever answered words them: the cache is a part, and reasoning may come on top', () => {
    const reasoning = { ...usageOf(3, 4), total_tokens: 57, completion_tokens_details: { reasoning_tokens: 50 } }
    const anthropic = { input_tokens: 1, cache_read_input_tokens: 10, output_tokens: 2 }
    const { usage } = totalsOf(answered(reasoning), answered(anthropic))
    expect(usage).toEqual({ promptTokens: 14, completionTokens: 56, totalTokens: 70, unknown: 0 })
  })

  test.each([{}, { ...usageOf(1, 1), prompt_tokens: '3' }, usageOf(-1, 2), { ...usageOf(1, 2), total_tokens: 9 }])(
    '%j is unknown',
    (nonsense) => {
      const { usage } = totalsOf(answered(nonsense))
      expect(usage).toEqual({ promptTokens: 0, completionTokens: 0, totalTokens: 0, unknown: 1 })
    },
  )
})

describe('cost', () => {
  test('is exact, and failed calls are in it', () => {
    const items = Array.from({ length: 10 }, () => answered(null, { cost: { usd: '0.1', atMostUsd: '0.3' } }))
    const { cost } = totalsOf(...items, failed({ usd: '0', atMostUsd: '0.000000000001' }))
    expect(cost).toEqual({ usd: '1', atMostUsd: '3.000000000001', knownUsd: '1', unknown: 0 })
  })

  test('of one call unknown makes the sum unknown, not smaller', () => {
    const { cost } = totalsOf(
      answered(null, { cost: { usd: '0.25', atMostUsd: '0.25' } }),
      answered(null, { cost: { usd: null, atMostUsd: '0.5' } }),
      answered(null, { cost: { usd: '0.25', atMostUsd: '0.25' } }),
    )
    expect(cost).toEqual({ usd: null, atMostUsd: '1', knownUsd: '0.5', unknown: 1 })
    expect(totalsOf(answered(null), failed({ usd: '0', atMostUsd: '0' })).cost.atMostUsd).toBeNull()
  })

  test('of what was never sent is nothing; of what nobody foresaw, unknown', () => {
    const unsent: BatchItem = { index: 0, ok: false, error: new ClientOptionsError('no messages') }
    expect(totalsOf(unsent).cost).toEqual({ usd: '0', atMostUsd: '0', knownUsd: '0', unknown: 0 })
    const bug: BatchItem = { index: 0, ok: false, error: new Error('a bug') }
    expect(totalsOf(bug).cost).toEqual({ usd: null, atMostUsd: null, knownUsd: '0', unknown: 1 })
  })
})

test('the mean is over the answered calls only', () => {
  const items = [answered(null, { totalMs: 10 }), failed(), answered(null, { totalMs: 30 }), failed()]
  expect(totalsOf(...items)).toMatchObject({ answered: 2, failed: 2, meanLatencyMs: 20 })
  expect(totalsOf(failed()).meanLatencyMs).toBeNull()
})

test('models are counted by the name that answered, whatever it is', () => {
  const { models } = totalsOf(...['a', 'b', 'a', '__proto__'].map((model) => answered(null, { model })), failed())
  expect(Object.entries(models)).toEqual([
    ['a', 2],
    ['b', 1],
    ['__proto__', 1],
  ])
})

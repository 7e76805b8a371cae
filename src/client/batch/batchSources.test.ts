import { describe, expect, test } from 'vitest'
import type { ChatRequest, Reply } from '../request.ts'
import type { BatchItem } from './batch.ts'
import { runBatch } from './runBatch.ts'

const ask = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] })
const reply: Reply = {
  text: '',
  reasoning: '',
  toolCalls: [],
  endpoint: 'm',
  model: 'm',
  finishReason: 'stop',
  requestId: null,
  usage: null,
  cost: { usd: null, atMostUsd: null },
  attempts: [],
  timings: { waitedMs: 0, connectMs: 0, firstContentMs: 0, totalMs: 1 },
}
const instantly = () => Promise.resolve(reply)
const brokenSource = new Error('the database went away')

describe('requests that come from a generator', () => {
  test('are pulled only when they can be begun, a hundred thousand of them', async () => {
    const count = 100_000
    let pulled = 0
    let ended = 0
    let furthestAhead = 0
    function* many() {
      for (; pulled < count; pulled += 1) {
        furthestAhead = Math.max(furthestAhead, pulled - ended)
        yield ask('x')
      }
    }
    const chat = async () => {
      await Promise.resolve()
      ended += 1
      return reply
    }
    const { answered, skipped, items } = await runBatch(chat, many(), { concurrency: 16 }).summary
    expect({ answered, skipped }).toEqual({ answered: count, skipped: 0 })
    expect(items.at(-1)?.index).toBe(count - 1)
    expect(furthestAhead).toBeLessThan(16)
  })

  test('and has no end, end when the reader leaves; the generator cleans up', async () => {
    let cleaned = false
    function* endless() {
      try {
        for (;;) yield ask('x')
      } finally {
        cleaned = true
      }
    }
    const batch = runBatch(instantly, endless(), { concurrency: 2 })
    let seen = 0
    for await (const _item of batch) if (++seen === 5) break
    const { answered, skipped } = await batch.summary
    expect(answered).toBeGreaterThanOrEqual(5)
    expect(answered).toBeLessThan(20)
    expect(skipped).toBeNull()
    expect(cleaned).toBe(true)
  })
})

describe('a source that breaks', () => {
  function* breaking() {
    yield ask('0')
    yield ask('1')
    throw brokenSource
  }
  async function* breakingLater() {
    yield ask('0')
    await Promise.resolve()
    yield ask('1')
    throw brokenSource
  }
  const unopened = {
    [Symbol.iterator]: () => {
      throw brokenSource
    },
  }

  test.each([
    ['at once', unopened, 0],
    ['midway', breaking(), 2],
    ['midway, asynchronously', breakingLater(), 2],
  ])('%s: what came before it is finished, and the error is told', async (_when, source, answered) => {
    const batch = runBatch(instantly, source as Iterable<ChatRequest>)
    const seen: BatchItem[] = []
    for await (const item of batch) seen.push(item)
    expect(seen).toHaveLength(answered)
    expect(await batch.summary).toMatchObject({ answered, skipped: null, sourceError: brokenSource })
  })
})

test('an asynchronous source is asked for one request at a time', async () => {
  let asking = 0
  let most = 0
  let given = 0
  const shy: AsyncIterable<ChatRequest> = {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        most = Math.max(most, ++asking)
        await Promise.resolve()
        asking -= 1
        return given++ < 20 ? { done: false, value: ask('x') } : { done: true, value: undefined }
      },
    }),
  }
  expect(await runBatch(instantly, shy, { concurrency: 4 }).summary).toMatchObject({ answered: 20, skipped: 0 })
  expect(most).toBe(1)
})

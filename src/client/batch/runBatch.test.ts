import { getEventListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import { ChatError } from '../chatError.ts'
import { failureOf } from '../failure.ts'
import { ClientOptionsError } from '../optionsError.ts'
import type { CallOptions, ChatRequest, Reply } from '../request.ts'
import type { BatchItem, BatchOptions, ChatRequests } from './batch.ts'
import { runBatch } from './runBatch.ts'

const ask = (content: string): ChatRequest => ({ messages: [{ role: 'user', content }] })
const asks = (count: number) => Array.from({ length: count }, (_, index) => ask(`${index}`))
const contentOf = (request: ChatRequest) => request.messages[0]!.content as string
const replyTo = (text: string): Reply => ({
  text,
  reasoning: '',
  toolCalls: [],
  endpoint: 'm',
  model: 'm',
  finishReason: 'stop',
  requestId: null,
  usage: null,
  cost: { usd: null, atMostUsd: null },
  attempts: [],
  timings: { waitedMs: 0, connectMs: 0, firstContentMs: 0, totalMs: 0 },
})
const broken = new ChatError(failureOf('server_error', 'http_500', 'broken'), [])
const oneTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** A client whose calls end when the test says so, or when their signal aborts. */
class HandClient {
  readonly begun: string[] = []
  readonly options: CallOptions[] = []
  readonly #open = new Map<string, PromiseWithResolvers<Reply>>()
  most = 0

  readonly chat = (request: ChatRequest, options: CallOptions): Promise<Reply> => {
    const content = contentOf(request)
    const call = Promise.withResolvers<Reply>()
    this.begun.push(content)
    this.options.push(options)
    this.#open.set(content, call)
    this.most = Math.max(this.most, this.#open.size)
    options.signal?.addEventListener('abort', () => this.fail(content, new Error('aborted')), { once: true })
    return call.promise
  }

  get underWay(): string[] {
    return [...this.#open.keys()]
  }

  answer(...contents: string[]): Promise<void> {
    for (const content of contents) this.#end(content)?.resolve(replyTo(content))
    return oneTurn()
  }

  fail(content: string, error: unknown): Promise<void> {
    this.#end(content)?.reject(error)
    return oneTurn()
  }

  async answerAll(): Promise<void> {
    while (this.#open.size > 0) await this.answer(...this.underWay)
  }

  #end(content: string): PromiseWithResolvers<Reply> | undefined {
    const call = this.#open.get(content)
    this.#open.delete(content)
    return call
  }
}

async function start(requests: ChatRequests, options: BatchOptions = {}) {
  const client = new HandClient()
  const batch = runBatch(client.chat, requests, options)
  await oneTurn()
  return { client, batch }
}

const instantly = (request: ChatRequest) => Promise.resolve(replyTo(contentOf(request)))

describe('calls', () => {
  test('begin at once, so many at a time, in the order of the requests', async () => {
    const { client, batch } = await start(asks(7), { concurrency: 3 })
    expect(client.underWay).toEqual(['0', '1', '2'])
    await client.answer('1')
    expect(client.underWay).toEqual(['0', '2', '3'])
    await client.answer('0', '2')
    expect(client.underWay).toEqual(['3', '4', '5'])
    await client.answerAll()
    expect(await batch.summary).toMatchObject({ answered: 7, failed: 0, skipped: 0 })
    expect(client.most).toBe(3)
  })

  test('are eight at a time unless told otherwise', async () => {
    const { client } = await start(asks(20))
    expect(client.underWay).toHaveLength(8)
  })

  test('get the deadline and the signal, or neither', async () => {
    const { signal } = new AbortController()
    const { client } = await start(asks(1), { deadlineMs: 500, signal })
    expect(client.options).toEqual([{ deadlineMs: 500, signal }])
    expect((await start(asks(1))).client.options).toEqual([{}])
  })

  test('that fail, or throw anything at all, lose nothing of the rest', async () => {
    const chat = (request: ChatRequest) => {
      if (contentOf(request) === '1') throw broken
      // What is thrown is not ours to choose.
      // oxlint-disable-next-line no-throw-literal
      return contentOf(request) === '3' ? Promise.reject(Object.create(null)) : instantly(request)
    }
    const { answered, failed, items } = await runBatch(chat, asks(6), { concurrency: 2 }).summary
    expect({ answered, failed }).toEqual({ answered: 4, failed: 2 })
    expect(items.map(({ index, ok }) => [index, ok])).toEqual([
      [0, true],
      [1, false],
      [2, true],
      [3, false],
      [4, true],
      [5, true],
    ])
    expect(items[1]).toMatchObject({ error: broken })
    expect(items[3]).toMatchObject({ error: expect.any(Error) as Error })
  })
})

describe('the reader', () => {
  test('gets the items as they end, the summary in the order of the requests', async () => {
    const { client, batch } = await start(asks(3))
    const seen: number[] = []
    const reading = (async () => {
      for await (const { index } of batch) seen.push(index)
    })()
    await client.answer('2')
    expect(seen).toEqual([2])
    await client.answer('0')
    await client.answer('1')
    await reading
    expect(seen).toEqual([2, 0, 1])
    expect((await batch.summary).items.map(({ index }) => index)).toEqual([0, 1, 2])
  })

  test('may come late, twice, or never', async () => {
    const batch = runBatch(instantly, asks(3))
    await batch.summary
    for (let time = 0; time < 2; time += 1) {
      const seen: BatchItem[] = []
      for await (const item of batch) seen.push(item)
      expect(seen).toHaveLength(3)
    }
  })

  test('who leaves begins no more calls; those under way are finished', async () => {
    const { client, batch } = await start(asks(10), { concurrency: 2 })
    const reading = (async () => {
      for await (const _item of batch) break
    })()
    await client.answer('0')
    await reading
    await client.answerAll()
    const { answered, skipped, items } = await batch.summary
    expect(client.begun).toEqual(['0', '1'])
    expect({ answered, skipped, items: items.length }).toEqual({ answered: 2, skipped: 8, items: 2 })
  })
})

describe('an abort', () => {
  test('ends the calls under way, and begins no more', async () => {
    const controller = new AbortController()
    const { client, batch } = await start(asks(10), { concurrency: 3, signal: controller.signal })
    await client.answer('0')
    controller.abort()
    const { answered, failed, skipped } = await batch.summary
    expect({ answered, failed, skipped }).toEqual({ answered: 1, failed: 3, skipped: 6 })
    expect(client.begun).toHaveLength(4)
  })

  test('leaves no listener on its signal when the batch ended before it', async () => {
    const { signal } = new AbortController()
    await runBatch(instantly, asks(3), { signal }).summary
    expect(getEventListeners(signal, 'abort')).toEqual([])
  })

  test('before the beginning begins nothing', async () => {
    const { answered, failed, skipped } = await runBatch(instantly, new Set(asks(4)), { signal: AbortSignal.abort() })
      .summary
    expect({ answered, failed, skipped }).toEqual({ answered: 0, failed: 0, skipped: 4 })
  })

  test('does not wait for a source that is silent, and closes it', async () => {
    const controller = new AbortController()
    let closed = false
    const silent: AsyncIterable<ChatRequest> = {
      [Symbol.asyncIterator]: () => ({
        next: () => new Promise(() => {}),
        return: () => {
          closed = true
          return Promise.reject(new Error('too late for anybody'))
        },
      }),
    }
    const { batch } = await start(silent, { signal: controller.signal })
    controller.abort()
    expect(await batch.summary).toMatchObject({ answered: 0, skipped: null, sourceError: null })
    expect(closed).toBe(true)
  })
})

describe('the classes that stop a batch', () => {
  const poor = new ChatError(failureOf('budget', 'spent', 'the budget is spent'), [])
  const chat = (request: ChatRequest) => (contentOf(request) === '2' ? Promise.reject(poor) : instantly(request))

  test('stop it', async () => {
    const { answered, failed, skipped } = await runBatch(chat, asks(9), { concurrency: 1, stopOn: ['budget'] }).summary
    expect({ answered, failed, skipped }).toEqual({ answered: 2, failed: 1, skipped: 6 })
  })

  test('are none unless set', async () => {
    const { answered, failed, skipped } = await runBatch(chat, asks(9), { concurrency: 1 }).summary
    expect({ answered, failed, skipped }).toEqual({ answered: 8, failed: 1, skipped: 0 })
  })
})

describe('options that cannot work', () => {
  test.each([
    [asks(1), { concurrency: 0 }, 'concurrency is 0, expected a whole number from 1'],
    [asks(1), { concurrency: 1.5 }, 'concurrency is 1.5'],
    [asks(1), { deadlineMs: Number.NaN }, 'deadlineMs is NaN'],
    [asks(1), { onItem: 7 }, 'onItem is a number, expected a function'],
    [asks(1), { concurency: 2 }, 'the batch has "concurency", which is no option here. Did you mean "concurrency"?'],
    [asks(1), { stopOn: ['budgt'] }, 'stopOn has "budgt", which is no error class. Did you mean "budget"?'],
    [asks(1), { stopOn: 'auth' }, 'stopOn is a string, expected a list of error classes'],
    [asks(1), { stopOn: [undefined] }, 'stopOn has undefined, which is no error class (known: '],
    [asks(1), { signal: new AbortController() }, 'expected an AbortSignal: pass controller.signal'],
    [asks(1), new AbortController().signal, 'give it a name, { signal }'],
    [asks(1), null, 'the batch is null, expected an object of options'],
    [undefined, {}, 'a batch is undefined, expected an iterable of requests'],
    [ask('alone'), {}, 'a batch is an object of another kind'],
    ['prompt', {}, 'a batch is a string'],
  ])('%j %j', (requests, options, message) => {
    const run = () => runBatch(instantly, requests as ChatRequests, options as BatchOptions)
    expect(run).toThrow(ClientOptionsError)
    expect(run).toThrow(message)
  })

  test('a plain prompt is no request, and says what one is', async () => {
    const prompts = ['Hello', ask('1'), {}] as unknown as ChatRequest[]
    const { answered, items } = await runBatch(instantly, prompts).summary
    expect(answered).toBe(1)
    expect(items[0]).toMatchObject({ error: { name: 'ClientOptionsError' } })
    expect(String((items[0] as { error: Error }).error)).toContain('request 0 of the batch is a string')
  })
})

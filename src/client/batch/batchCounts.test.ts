import { describe, expect, test } from 'vitest'
import { onTransport } from '../../../test/support/clientStage.ts'
import type { SendOptions, Transport, TransportRequest, TransportResponse } from '../../runtime/index.ts'
import { retry } from '../policySpecs.ts'
import type { ChatRequest } from '../request.ts'
import { runBatch } from './runBatch.ts'

const asks = (count: number) =>
  Array.from({ length: count }, (_, index): ChatRequest => ({ messages: [{ role: 'user', content: `${index}` }] }))

/** A provider that keeps its own books: some requests fail once, some for good, and some are answered uncounted. */
class CountingServer implements Transport {
  readonly books = { answered: 0, refused: 0, uncounted: 0, prompt: 0, completion: 0 }
  readonly #seen = new Set<number>()
  requests = 0

  send({ body }: TransportRequest, { onConnected }: SendOptions): Promise<TransportResponse> {
    this.requests += 1
    onConnected?.()
    const asked = Number((JSON.parse(body!) as ChatRequest).messages[0]!.content)
    const isFirst = !this.#seen.has(asked)
    this.#seen.add(asked)
    return Promise.resolve(this.#answer(asked, isFirst))
  }

  #answer(asked: number, isFirst: boolean): TransportResponse {
    if (asked % 5 === 0 && isFirst) return responseOf(500, { error: { message: 'busy' } })
    if (asked % 11 === 0) {
      this.books.refused += 1
      return responseOf(400, { error: { message: 'no' } })
    }
    this.books.answered += 1
    const choices = [{ index: 0, message: { role: 'assistant', content: 'ok' }, finish_reason: 'stop' }]
    if (asked % 7 === 0) {
      this.books.uncounted += 1
      return responseOf(200, { choices })
    }
    const usage = { prompt_tokens: asked, completion_tokens: asked % 13, total_tokens: asked + (asked % 13) }
    this.books.prompt += usage.prompt_tokens
    this.books.completion += usage.completion_tokens
    return responseOf(200, { choices, usage })
  }

  busySockets(): number {
    return 0
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

function responseOf(status: number, document: unknown): TransportResponse {
  return { status, headers: {}, body: bytesOf(document) }
}

async function* bytesOf(document: unknown): AsyncGenerator<Uint8Array> {
  yield Buffer.from(JSON.stringify(document))
}

describe('the totals are the provider’s own', () => {
  const callbacks = {
    'a callback that throws': () => {
      throw new Error('full disk')
    },
    'a callback that rejects': () => Promise.reject(new Error('full disk')),
  }
  test.each(Object.entries(callbacks))('with %s', async (_name, onItem) => {
    const server = new CountingServer()
    const policies = [retry({ initialDelayMs: 1 })]
    await onTransport(
      server,
      async ({ client }) => {
        const batch = runBatch((request, options) => client.chat(request, options), asks(300), { onItem })
        const { answered, failed, usage, models, callbackErrors } = await batch.summary
        const { books } = server
        expect({ answered, failed }).toEqual({ answered: books.answered, failed: books.refused })
        expect(usage).toEqual({
          promptTokens: books.prompt,
          completionTokens: books.completion,
          totalTokens: books.prompt + books.completion,
          unknown: books.uncounted,
        })
        expect(models).toEqual({ m: books.answered })
        expect(callbackErrors.map(String)).toEqual(Array.from({ length: 300 }, () => 'Error: full disk'))
        expect([books.refused, books.uncounted, server.requests]).toEqual([28, 39, 360])
      },
      { policies },
    )
  })
})

test('a slow callback holds the place of its call: nothing piles up', async () => {
  await onTransport(new CountingServer(), async ({ client, clock }) => {
    let busy = 0
    let most = 0
    const onItem = async () => {
      most = Math.max(most, ++busy)
      await clock.sleep(100)
      busy -= 1
    }
    await runBatch((request, options) => client.chat(request, options), asks(12), { concurrency: 3, onItem }).summary
    expect(most).toBe(3)
    expect(busy).toBe(0)
    expect(clock.pending()).toBe(0)
  })
})

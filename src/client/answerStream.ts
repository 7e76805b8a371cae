import { createParser } from 'eventsource-parser'
import type { ChatCompletionChunk, Usage } from '../protocol/chat.ts'
import type { TransportResponse } from '../runtime/index.ts'
import { isErrorDocument } from './classify.ts'
import { failureOfEmpty } from './completion.ts'
import type { ClientExchange } from './exchange.ts'
import { failureOf, type Failure } from './failure.ts'
import { ToolCallCollector, type ToolCall } from './toolCalls.ts'

/** What comes next out of a stream. */
export type StreamPart =
  | { readonly part: 'content'; readonly text: string }
  | {
      readonly part: 'end'
      readonly finishReason: string | null
      readonly usage: Usage | null
      readonly toolCalls: readonly ToolCall[]
    }
  | { readonly part: 'failure'; readonly failure: Failure }

/**
 * Reads server-sent events as chat chunks. An answer needs a finish marker (`finish_reason` or `[DONE]`): a stream that
 * ends without one was cut, however clean its end looks. Comments feed the idle limit and mean nothing else.
 */
export class AnswerStream {
  readonly #exchange: ClientExchange
  readonly #response: TransportResponse
  readonly #body: AsyncIterator<Uint8Array>
  readonly #needsFinishMarker: boolean
  readonly #decoder = new TextDecoder()
  readonly #parts: StreamPart[] = []
  readonly #parser = createParser({ onEvent: ({ event, data }) => this.#onEvent(event, data) })
  #finishReason: string | null = null
  #done = false
  #usage: Usage | null = null
  #hasContent = false
  readonly #toolCalls = new ToolCallCollector()

  constructor(exchange: ClientExchange, response: TransportResponse, needsFinishMarker: boolean) {
    this.#exchange = exchange
    this.#response = response
    this.#body = response.body[Symbol.asyncIterator]()
    this.#needsFinishMarker = needsFinishMarker
    exchange.watch.enter('first_token')
  }

  /** The next part; after `end` or `failure` there is none. Never throws. */
  async next(): Promise<StreamPart> {
    for (;;) {
      const part = this.#parts.shift()
      if (part !== undefined) return part
      try {
        this.#exchange.watch.pulling()
        const result = await this.#body.next()
        this.#exchange.watch.received()
        if (result.done === true) return this.#end()
        this.#parser.feed(this.#decoder.decode(result.value, { stream: true }))
      } catch (error) {
        // After the finish marker the answer is whole; how the connection ends does not matter any more.
        return this.#finished ? this.#end() : { part: 'failure', failure: this.#exchange.failureFrom(error) }
      }
    }
  }

  /** The reader leaves: the connection is closed unless the stream had ended. */
  async leave(): Promise<void> {
    await this.#body.return?.()
  }

  get #finished(): boolean {
    return this.#done || this.#finishReason !== null
  }

  #end(): StreamPart {
    if (!this.#finished && this.#needsFinishMarker) {
      return {
        part: 'failure',
        failure: failureOf('protocol', 'truncated', 'the stream ended without a finish marker', { status: 200 }),
      }
    }
    if (!this.#hasContent) {
      const failure = failureOfEmpty(this.#finishReason)
      if (failure !== undefined) return { part: 'failure', failure }
    }
    return { part: 'end', finishReason: this.#finishReason, usage: this.#usage, toolCalls: this.#toolCalls.calls }
  }

  #onEvent(event: string | undefined, data: string): void {
    if (this.#done) return
    if (event === 'error') {
      this.#parts.push({ part: 'failure', failure: this.#exchange.failureOfResponse(this.#response, data) })
      return
    }
    if (data === '[DONE]') {
      this.#done = true
      this.#exchange.watch.enter('tail')
      return
    }
    const chunk = parseObject(data)
    if (chunk === undefined) {
      this.#parts.push({
        part: 'failure',
        failure: failureOf('protocol', 'bad_sse', 'an event of the stream is no JSON object', { status: 200 }),
      })
      return
    }
    if (isErrorDocument(chunk)) {
      this.#parts.push({ part: 'failure', failure: this.#exchange.failureOfResponse(this.#response, data) })
      return
    }
    this.#onChunk(chunk)
  }

  #onChunk(chunk: Partial<ChatCompletionChunk>): void {
    const choice = chunk.choices?.[0]
    this.#usage = chunk.usage ?? this.#usage
    const delta = choice?.delta as { content?: string | null; tool_calls?: unknown } | undefined
    const text = typeof delta?.content === 'string' ? delta.content : ''
    if (delta?.tool_calls !== undefined) this.#toolCalls.add(delta.tool_calls)
    if (text !== '' || delta?.tool_calls !== undefined) this.#onContent()
    if (text !== '') this.#parts.push({ part: 'content', text })
    const finishReason = choice?.finish_reason
    if (typeof finishReason === 'string') {
      this.#finishReason = finishReason
      this.#exchange.watch.enter('tail')
    }
  }

  #onContent(): void {
    if (!this.#hasContent) this.#exchange.watch.enter('token_idle')
    this.#hasContent = true
    this.#exchange.watch.parked()
  }
}

function parseObject(data: string): Partial<ChatCompletionChunk> | undefined {
  try {
    const parsed: unknown = JSON.parse(data)
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined
  } catch {
    return undefined
  }
}

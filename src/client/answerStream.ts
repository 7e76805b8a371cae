import { createParser } from 'eventsource-parser'
import type { ChatCompletionChunk, Usage } from '../protocol/chat.ts'
import type { TransportResponse } from '../runtime/index.ts'
import { ChunkTemplate } from './chunkTemplate.ts'
import { isErrorDocument } from './classify.ts'
import { begun, failureOfEmpty } from './completion.ts'
import type { ClientExchange } from './exchange.ts'
import { failureOf, type Failure } from './failure.ts'
import { isHugeJson } from './hugeJson.ts'
import { callsOf, contentOf, isRefusal, reasoningOf } from './messageParts.ts'
import { TextBuilder } from './textBuilder.ts'
import { finishReasonOf, hasChoices, parseObject, type StreamedChoice } from './streamChunk.ts'
import { ToolCallCollector, type ToolCall } from './toolCalls.ts'
import { usageIn } from './usageIn.ts'

/** The most that may come without completing an event: some gateways send a whole answer, or a picture, as one. */
const largestEventBytes = 6 * 1024 * 1024

/** The longest answer that is put together in memory, in UTF-16 units: several times what any model can say at once. */
const longestAnswer = 4 * 1024 * 1024

/** What comes next out of a stream. */
export type StreamPart =
  | { readonly part: 'content'; readonly text: string }
  | {
      readonly part: 'end'
      readonly finishReason: string | null
      readonly usage: Usage | null
      readonly toolCalls: readonly ToolCall[]
      readonly reasoning: string
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
  readonly #parts: StreamPart[] = []
  readonly #parser = createParser({ onEvent: ({ event, data }) => this.#onEvent(event, data) })
  readonly #template = new ChunkTemplate()
  #toolCalls: ToolCallCollector | undefined
  #decoder: TextDecoder | undefined
  #bytesSinceEvent = 0
  #textUnits = 0
  #finishReason: string | null = null
  #done = false
  #usage: Usage | null = null
  #reasoning: TextBuilder | undefined
  #hasContent = false
  /** A chunk of an answer has come, if only with its role: the provider is at work. */
  #hasChoices = false
  #isRefused = false
  /** Something of the answer has come, be it nothing to hand on: thoughts, a refusal, another choice. */
  #hasBegun = false
  #inTail = false
  /** Choices beside the first, which nobody reads, but which the server still has to finish. */
  #othersOpen: Set<number> | undefined

  constructor(exchange: ClientExchange, response: TransportResponse, needsFinishMarker: boolean) {
    this.#exchange = exchange
    this.#response = response
    this.#body = response.body[Symbol.asyncIterator]()
    this.#needsFinishMarker = needsFinishMarker
    exchange.watch.enter('first_token')
  }

  /** A part that has come already, if there is one. */
  poll(): StreamPart | undefined {
    return this.#parts.shift()
  }

  /** The next part; after `end` or `failure` there is none. Never throws. */
  async next(): Promise<StreamPart> {
    for (;;) {
      const part = this.poll()
      if (part !== undefined) return part
      try {
        this.#expectMore()
        const result = await this.#body.next()
        this.#exchange.watch.received()
        if (result.done === true) return this.#end()
        this.#read(result.value)
      } catch (error) {
        // After the finish marker the answer is whole; how the connection ends does not matter any more.
        return this.#finished ? this.#end() : { part: 'failure', failure: this.#exchange.failureFrom(error) }
      }
    }
  }

  /** What is left now that the attempt was ended from outside: of an answer that is whole, the rest of it. */
  takeRest(): StreamPart[] {
    const parts = this.#parts.splice(0)
    if (parts.some(({ part }) => part === 'failure')) return parts
    if (this.#finished) return [...parts, this.#end()]
    return [{ part: 'failure', failure: this.#exchange.failureFrom(this.#exchange.watch.signal.reason) }]
  }

  /** Somebody waits for the next bytes: the watch must know for what. */
  #expectMore(): void {
    if (!this.#finished || this.#inTail || (this.#othersOpen?.size ?? 0) > 0) {
      this.#exchange.watch.pulling()
      return
    }
    this.#inTail = true
    this.#exchange.watch.enter('tail')
  }

  #read(bytes: Uint8Array): void {
    if (this.#done) return
    this.#bytesSinceEvent += bytes.length
    let text: string
    try {
      text = this.#decode(bytes)
    } catch {
      this.#fail('bad_sse', 'the stream is not UTF-8')
      return
    }
    this.#parser.feed(text)
    if (this.#bytesSinceEvent > largestEventBytes)
      this.#fail('too_large', `no event is complete after ${largestEventBytes} bytes`)
  }

  /** A piece mostly ends where an event ends; the first one that does not may end within a letter, and needs a memory. */
  #decode(bytes: Uint8Array): string {
    if (this.#decoder === undefined && bytes[bytes.length - 1]! < 0x80) return strictDecoder.decode(bytes)
    this.#decoder ??= new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return this.#decoder.decode(bytes, { stream: true })
  }

  #fail(reason: string, message: string): void {
    this.#break(failureOf('protocol', reason, message, { status: 200 }))
  }

  /** The stream is broken; but nothing that follows the finish marker can break the answer. */
  #break(failure: Failure): void {
    if (this.#finished) this.#done = true
    else this.#parts.push({ part: 'failure', failure })
  }

  /** The reader leaves: the connection is closed unless the stream had ended. */
  async leave(): Promise<void> {
    try {
      await this.#body.return?.()
    } catch {
      // How a connection closes says nothing about the answer.
    }
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
      const failure = failureOfEmpty(this.#isRefused ? 'content_filter' : this.#finishReason, this.#usage)
      if (failure !== undefined) return { part: 'failure', failure }
    }
    const toolCalls = this.#toolCalls?.calls ?? []
    const reasoning = this.#reasoning?.text ?? ''
    return { part: 'end', finishReason: this.#finishReason, usage: this.#usage, toolCalls, reasoning }
  }

  #onEvent(event: string | undefined, data: string): void {
    this.#bytesSinceEvent = 0
    if (this.#done) return
    if (isHugeJson(data)) {
      this.#fail('too_large', 'an event holds more, or nests deeper, than any answer')
      return
    }
    if (event === 'error') {
      this.#onError(data)
      return
    }
    // A heartbeat: gateways send an empty `data:` so that nobody hangs up.
    if (data.trim() === '') return
    if (data === '[DONE]' || data.trim() === '[DONE]') {
      this.#done = true
      return
    }
    const content = event === undefined ? this.#template.contentOf(data) : undefined
    if (content !== undefined) {
      this.#onText(content)
      return
    }
    const chunk = parseObject(data)
    if (chunk === undefined) {
      // A heartbeat: whoever names his events may send what he likes under a name of his own.
      if (event !== undefined && event !== 'message') return
      this.#fail('bad_sse', 'an event of the stream is no JSON object')
      return
    }
    if (isErrorDocument(chunk)) {
      this.#hasChoices ||= hasChoices(chunk)
      this.#onError(data)
      return
    }
    this.#onChunk(chunk)
    this.#template.learn(data, chunk)
  }

  /** What counts have come before it are not the last ones. */
  #onError(data: string): void {
    const failure = this.#exchange.failureOfResponse(this.#response, data)
    this.#break(this.#hasChoices ? begun(failure) : failure)
  }

  #onChunk(chunk: Partial<ChatCompletionChunk>): void {
    this.#hasChoices ||= hasChoices(chunk)
    this.#usage = usageIn(chunk.usage) ?? this.#usage
    const { choices } = chunk
    if (!Array.isArray(choices)) return
    for (const choice of choices as readonly (StreamedChoice | null)[]) {
      if ((choice?.index ?? 0) === 0) this.#onChoice(choice)
      else this.#onOtherChoice(choice!)
    }
  }

  #onChoice(choice: StreamedChoice | null): void {
    const delta = choice?.delta ?? {}
    this.#onReasoning(reasoningOf(delta))
    const calls = callsOf(delta)
    if (calls !== undefined) {
      ;(this.#toolCalls ??= new ToolCallCollector()).add(calls, longestAnswer)
      this.#onContent()
    }
    if (isRefusal(delta)) {
      this.#isRefused = true
      this.#onLife()
    }
    this.#onText(contentOf(delta))
    this.#finishReason = finishReasonOf(choice) ?? this.#finishReason
  }

  #onOtherChoice(choice: StreamedChoice): void {
    if (finishReasonOf(choice) === undefined) (this.#othersOpen ??= new Set()).add(choice.index!)
    else this.#othersOpen?.delete(choice.index!)
    this.#onLife()
  }

  #onReasoning(text: string): void {
    if (text === '' || !this.#fits(text)) return
    ;(this.#reasoning ??= new TextBuilder()).add(text)
    this.#onLife()
  }

  #onText(text: string): void {
    if (!this.#fits(text) || text === '') return
    this.#onContent()
    this.#parts.push({ part: 'content', text })
  }

  #fits(text: string): boolean {
    this.#textUnits += text.length
    const fits = this.#textUnits + (this.#toolCalls?.units ?? 0) <= longestAnswer
    if (!fits) this.#fail('too_large', `the answer is longer than ${longestAnswer} UTF-16 units`)
    return fits
  }

  #onContent(): void {
    this.#hasContent = true
    this.#onLife()
  }

  /** The answer goes on: from now on silence counts, not the wait for the first word. */
  #onLife(): void {
    if (!this.#hasBegun) this.#exchange.watch.enter('token_idle')
    this.#hasBegun = true
    this.#exchange.watch.parked()
  }
}

/** The parser itself drops the one byte order mark that may stand at the start. */
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

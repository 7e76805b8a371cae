import type { ChatCompletionChunk, Usage } from '../protocol/chat.ts'
import { eventBytes, textBytes } from '../protocol/serverSentEvents.ts'

/**
 * Writes the events of one streamed answer. Hundreds of them differ in their content alone: what stands around it is
 * written once. The bytes are those of `JSON.stringify`.
 */
export class AnswerEvents {
  readonly #common: Pick<ChatCompletionChunk, 'id' | 'object' | 'created' | 'model'>
  readonly #before: string

  constructor(id: string, created: number, model: string) {
    this.#common = { id, object: 'chat.completion.chunk', created, model }
    this.#before = `data: ${JSON.stringify(this.#common).slice(0, -1)},"choices":[{"index":0,"delta":{"content":`
  }

  role(): Uint8Array {
    return this.#event({ role: 'assistant', content: '' }, null)
  }

  content(text: string): Uint8Array {
    return textBytes(`${this.#before}${JSON.stringify(text)}},"finish_reason":null}]}\n\n`)
  }

  finish(reason: string): Uint8Array {
    return this.#event({}, reason)
  }

  usage(usage: Usage): Uint8Array {
    const chunk: ChatCompletionChunk = { ...this.#common, choices: [], usage }
    return eventBytes(chunk)
  }

  #event(delta: ChatCompletionChunk['choices'][number]['delta'], finishReason: string | null): Uint8Array {
    const chunk: ChatCompletionChunk = {
      ...this.#common,
      choices: [{ index: 0, delta, finish_reason: finishReason }],
    }
    return eventBytes(chunk)
  }
}

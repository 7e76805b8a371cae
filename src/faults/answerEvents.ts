import type { Usage } from '../protocol/chat.ts'
import { textBytes } from '../protocol/serverSentEvents.ts'

/**
 * Writes the events of one streamed answer. Hundreds of them differ in their content alone: what stands around it is
 * written once. The bytes are those of `JSON.stringify`.
 */
export class AnswerEvents {
  /** All of an event up to its choices. */
  readonly #before: string

  constructor(id: string, created: number, model: string) {
    const common = { id, object: 'chat.completion.chunk', created, model }
    this.#before = `data: ${JSON.stringify(common).slice(0, -1)},"choices":[`
  }

  role(): Uint8Array {
    return this.#event('{"role":"assistant","content":""}', 'null')
  }

  content(text: string): Uint8Array {
    return this.#event(`{"content":${JSON.stringify(text)}}`, 'null')
  }

  finish(reason: string): Uint8Array {
    return this.#event('{}', JSON.stringify(reason))
  }

  usage(usage: Usage): Uint8Array {
    return textBytes(`${this.#before}],"usage":${JSON.stringify(usage)}}\n\n`)
  }

  /** Both as they stand in JSON. */
  #event(delta: string, finishReason: string): Uint8Array {
    return textBytes(`${this.#before}{"index":0,"delta":${delta},"finish_reason":${finishReason}}]}\n\n`)
  }
}

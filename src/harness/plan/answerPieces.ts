import type { ChatCompletionChunk } from '../../protocol/chat.ts'
import { doneBytes, eventBytes } from '../../protocol/serverSentEvents.ts'

/** The two pieces of a streamed answer. */
export interface Pieces {
  /** Its first words. */
  readonly first: Uint8Array
  /** Why it ends, what it used, and the end of the stream. */
  readonly last: Uint8Array
}

/** Answers of a model differ in their counts alone, and the same counts come again and again. */
const mostKept = 5_000

/** The bytes of answers: each is written once. */
export class AnswerPieces {
  readonly #firsts = new Map<string, Uint8Array>()
  readonly #kept = new Map<string, Pieces>()

  of(model: string, promptTokens: number, tokens: number, reason: 'stop' | 'length'): Pieces {
    const key = `${promptTokens} ${tokens} ${reason} ${model}`
    let pieces = this.#kept.get(key)
    if (pieces === undefined) {
      pieces = { first: this.#firstOf(model), last: lastOf(model, promptTokens, tokens, reason) }
      if (this.#kept.size >= mostKept) this.#kept.clear()
      this.#kept.set(key, pieces)
    }
    return pieces
  }

  #firstOf(model: string): Uint8Array {
    let first = this.#firsts.get(model)
    if (first === undefined) {
      const delta = { role: 'assistant' as const, content: 'x' }
      first = eventBytes(chunkOf(model, [{ index: 0, delta, finish_reason: null }]))
      this.#firsts.set(model, first)
    }
    return first
  }
}

function lastOf(model: string, promptTokens: number, tokens: number, reason: 'stop' | 'length'): Uint8Array {
  const usage = { prompt_tokens: promptTokens, completion_tokens: tokens, total_tokens: promptTokens + tokens }
  const chunk = chunkOf(model, [{ index: 0, delta: {}, finish_reason: reason }])
  return Buffer.concat([eventBytes({ ...chunk, usage }), doneBytes])
}

function chunkOf(model: string, choices: ChatCompletionChunk['choices']): ChatCompletionChunk {
  return { id: 'chatcmpl-plan', object: 'chat.completion.chunk', created: 0, model, choices }
}

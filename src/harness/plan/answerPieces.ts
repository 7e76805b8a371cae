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
/** Longer answers than this are not kept: their counts would not fit into one number. */
const mostTokens = 2 ** 24

/** The bytes of answers: each is written once. */
export class AnswerPieces {
  readonly #models = new Map<string, { readonly first: Uint8Array; readonly lasts: Map<number, Pieces> }>()

  of(model: string, promptTokens: number, tokens: number, reason: 'stop' | 'length'): Pieces {
    let known = this.#models.get(model)
    if (known === undefined) this.#models.set(model, (known = { first: firstOf(model), lasts: new Map() }))
    const { first, lasts } = known
    const key = (promptTokens * mostTokens + tokens) * 2 + (reason === 'stop' ? 0 : 1)
    let pieces = lasts.get(key)
    if (pieces === undefined) {
      pieces = { first, last: lastOf(model, promptTokens, tokens, reason) }
      if (lasts.size >= mostKept) lasts.clear()
      if (tokens < mostTokens) lasts.set(key, pieces)
    }
    return pieces
  }
}

function firstOf(model: string): Uint8Array {
  const delta = { role: 'assistant' as const, content: 'x' }
  return eventBytes(chunkOf(model, [{ index: 0, delta, finish_reason: null }]))
}

function lastOf(model: string, promptTokens: number, tokens: number, reason: 'stop' | 'length'): Uint8Array {
  const usage = { prompt_tokens: promptTokens, completion_tokens: tokens, total_tokens: promptTokens + tokens }
  const chunk = chunkOf(model, [{ index: 0, delta: {}, finish_reason: reason }])
  return Buffer.concat([eventBytes({ ...chunk, usage }), doneBytes])
}

function chunkOf(model: string, choices: ChatCompletionChunk['choices']): ChatCompletionChunk {
  return { id: 'chatcmpl-plan', object: 'chat.completion.chunk', created: 0, model, choices }
}

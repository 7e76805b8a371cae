import { doneBytes, eventBytes } from '../../protocol/serverSentEvents.ts'

/** The two pieces of a streamed answer. */
export interface Pieces {
  /** Its first words. */
  readonly first: Uint8Array
  /** Why it ends, what it used, and the end of the stream. */
  readonly last: Uint8Array
}

/** Answers differ in their counts alone, and the same counts come again and again. */
const mostKept = 5_000
/** Longer answers than this are not kept: their counts would not fit into one number. */
const mostTokens = 2 ** 24

/** The bytes of answers: each is written once, and holds what a client reads of it. */
export class AnswerPieces {
  readonly #kept = new Map<number, Pieces>()

  of(promptTokens: number, tokens: number, reason: 'stop' | 'length'): Pieces {
    const key = (promptTokens * mostTokens + tokens) * 2 + (reason === 'stop' ? 0 : 1)
    let pieces = this.#kept.get(key)
    if (pieces === undefined) {
      pieces = { first, last: lastOf(promptTokens, tokens, reason) }
      if (this.#kept.size >= mostKept) this.#kept.clear()
      if (tokens < mostTokens) this.#kept.set(key, pieces)
    }
    return pieces
  }
}

const first: Uint8Array = eventBytes({ choices: [{ index: 0, delta: { content: 'x' }, finish_reason: null }] })

function lastOf(promptTokens: number, tokens: number, reason: 'stop' | 'length'): Uint8Array {
  const usage = { prompt_tokens: promptTokens, completion_tokens: tokens, total_tokens: promptTokens + tokens }
  return Buffer.concat([eventBytes({ choices: [{ index: 0, delta: {}, finish_reason: reason }], usage }), doneBytes])
}

import { AnswerEvents } from '../../faults/answerEvents.ts'
import { doneBytes } from '../../protocol/serverSentEvents.ts'

interface ModelPieces {
  readonly events: AnswerEvents
  readonly head: Uint8Array
}

/** The bytes of answers that differ in their counts alone: what is the same in all of a model is written once. */
export class AnswerPieces {
  readonly #models = new Map<string, ModelPieces>()

  of(model: string, promptTokens: number, tokens: number, reason: 'stop' | 'length') {
    const { events, head } = this.#modelPieces(model)
    const usage = {
      prompt_tokens: promptTokens,
      completion_tokens: tokens,
      total_tokens: promptTokens + tokens,
    }
    return { head, last: Buffer.concat([events.finish(reason), events.usage(usage), doneBytes]) }
  }

  #modelPieces(model: string): ModelPieces {
    let pieces = this.#models.get(model)
    if (pieces === undefined) {
      const events = new AnswerEvents('chatcmpl-plan', 0, model)
      pieces = { events, head: Buffer.concat([events.role(), events.content('x')]) }
      this.#models.set(model, pieces)
    }
    return pieces
  }
}

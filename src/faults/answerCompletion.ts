import type { Usage } from '../protocol/chat.ts'
import { textBytes } from '../protocol/serverSentEvents.ts'

export interface AnswerParts {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  readonly model: string
  readonly text: string
  readonly finishReason: string
  readonly usage: Usage
}

/** A whole answer as JSON: the bytes that `JSON.stringify` makes of it, at half its cost, as its shape never changes. */
export function completionBytes({ id, created, model, text, finishReason, usage }: AnswerParts): Uint8Array {
  const message = `{"role":"assistant","content":${JSON.stringify(text)}}`
  const choice = `{"index":0,"message":${message},"finish_reason":${JSON.stringify(finishReason)}}`
  return textBytes(
    `{"id":${JSON.stringify(id)},"object":"chat.completion","created":${created},"model":${JSON.stringify(model)},` +
      `"choices":[${choice}],"usage":${JSON.stringify(usage)}}`,
  )
}

import { Buffer } from 'node:buffer'
import type { Usage } from '../protocol/chat.ts'
import { textBytes } from '../protocol/serverSentEvents.ts'

export interface CompletionHead {
  readonly id: string
  /** Seconds since 1970. */
  readonly created: number
  readonly model: string
}

/**
 * A whole answer as JSON, the bytes that `JSON.stringify` makes of it. Healthy answers differ in their beginning alone:
 * `end` is made once, by `completionEnd`, and is most of them.
 */
export function completionBytes(
  { id, created, model }: CompletionHead,
  beginning: string,
  end: Uint8Array,
): Uint8Array {
  const start =
    `{"id":${JSON.stringify(id)},"object":"chat.completion","created":${created},"model":${JSON.stringify(model)},` +
    `"choices":[{"index":0,"message":{"role":"assistant","content":${JSON.stringify(beginning).slice(0, -1)}`
  const startLength = Buffer.byteLength(start)
  const bytes = Buffer.allocUnsafe(startLength + end.length)
  bytes.write(start)
  bytes.set(end, startLength)
  return bytes
}

/** All that comes after the content's beginning. */
export function completionEnd(text: string, finishReason: string, usage: Usage): Uint8Array {
  const rest = JSON.stringify(text).slice(1)
  return textBytes(`${rest}},"finish_reason":${JSON.stringify(finishReason)}}],"usage":${JSON.stringify(usage)}}`)
}

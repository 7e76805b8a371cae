import { hash } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import type { Redactor } from '../secrets/redactor.ts'
import { withoutText } from './fillText.ts'
import { firstTokenMs } from './firstToken.ts'
import { inTenths, type RecordedChunk, type RecordedEnding, type RecordedExchange } from './recording.ts'

/** An exchange as it went over the wire, secrets and all: it never leaves the memory of whoever records. */
export interface CapturedExchange {
  readonly exchange: number
  readonly epochMs: number
  readonly method: string
  readonly path: string
  readonly body: string
  readonly response: {
    readonly atMs: number
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
  } | null
  readonly chunks: readonly { readonly atMs: number; readonly bytes: Uint8Array }[]
  readonly ended: RecordedEnding
}

export interface StoreOptions {
  readonly redactor: Redactor
  readonly keepPrompts: boolean
  readonly keepText: boolean
}

/** What may be written down of an exchange. */
export function storedExchange(captured: CapturedExchange, options: StoreOptions): RecordedExchange {
  const { exchange, epochMs, ended } = captured
  const chunks = storedChunks(captured, options)
  const response = captured.response && {
    atMs: inTenths(captured.response.atMs),
    status: captured.response.status,
    headers: storedHeaders(captured.response.headers, options.redactor),
  }
  return {
    exchange,
    epochMs: Math.round(epochMs),
    request: storedRequest(captured, options),
    response,
    chunks,
    firstTokenMs: firstTokenMs(response, chunks),
    ended: { ...ended, atMs: inTenths(ended.atMs) },
  }
}

function storedRequest(
  { method, path, body }: CapturedExchange,
  { redactor, keepPrompts }: StoreOptions,
): RecordedExchange['request'] {
  const { model, stream, messages, ...more } = parsed(body)
  const most = [more['max_tokens'], more['max_completion_tokens']].find((value) => Number.isInteger(value))
  const said = messages === undefined ? undefined : JSON.stringify(messages)
  return {
    method,
    path,
    model: typeof model === 'string' ? redactor.text(model) : '',
    stream: stream === true,
    maxTokens: (most as number | undefined) ?? null,
    messagesHash: said === undefined ? null : hash('sha256', said).slice(0, 12),
    ...(keepPrompts && said !== undefined
      ? { messages: parsed(redactor.body(Buffer.from(`{"m":${said}}`)).toString())['m'] }
      : {}),
  }
}

function storedChunks({ chunks, response }: CapturedExchange, { redactor, keepText }: StoreOptions): RecordedChunk[] {
  // The body as one: what is secret may be cut anywhere.
  const redacted = redactor.body(Buffer.concat(chunks.map(({ bytes }) => bytes)))
  const isJson = /json|event-stream/i.test(response?.headers['content-type'] ?? '')
  const stored = keepText ? redacted : withoutText(redacted, { isJson })
  let taken = 0
  return chunks.map(({ atMs, bytes }) => {
    const piece = stored.subarray(taken, (taken += bytes.length))
    const at = inTenths(atMs)
    return isUtf8(piece) ? { atMs: at, text: piece.toString() } : { atMs: at, base64: piece.toString('base64') }
  })
}

/** What a client decides by, and what tells what kind of body this is. */
const keptHeader =
  /^(content-type|content-length|date|retry-after|retry-after-ms|x-should-retry|(x-)?ratelimit(-[a-z-]+)?|openai-processing-ms)$/
export const requestIdHeader = /^((x-)?(request|trace|correlation)-?id|cf-ray|x-[a-z]+-request-id)$/
const longestHeader = 1_000

function storedHeaders(headers: Readonly<Record<string, string>>, redactor: Redactor): Record<string, string> {
  const stored: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (keptHeader.test(name)) stored[name] = redactor.text(value.slice(0, longestHeader))
    else if (name === 'location') stored[name] = redactor.text(value.slice(0, longestHeader).replace(/[?#].*$/s, ''))
    else if (requestIdHeader.test(name)) stored[name] = `req_${hash('sha256', value).slice(0, 12)}`
  }
  return stored
}

function parsed(body: string): Record<string, unknown> {
  try {
    const document: unknown = JSON.parse(body)
    return typeof document === 'object' && document !== null ? (document as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

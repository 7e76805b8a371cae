/** The format of a recording; another number means that an older reader would misread it. */
export const recordingFormat = 'brownout/recording/1'

/** The first line of a recording. */
export interface RecordingHead {
  readonly schema: typeof recordingFormat
  /** The base URL that was recorded, without credentials and query. */
  readonly upstream: string
  /** ISO 8601, UTC. */
  readonly recordedAt: string
  /** brownout and its version. */
  readonly madeBy: string
  /** Whether what the model said stands here as it came, or as filler of the same length. */
  readonly text: 'kept' | 'filled'
  /** For people. */
  readonly note?: string
}

/** A request in a reduced form: what it asked for, not what it said. */
interface RecordedRequest {
  readonly method: string
  /** Below the base URL, without its query: `/chat/completions` or `/models`. */
  readonly path: string
  /** Empty where the request named none. */
  readonly model: string
  readonly stream: boolean
  readonly maxTokens: number | null
  /** Tells same prompts from others, no more: 12 hex digits of the SHA-256 of the messages as JSON. */
  readonly messagesHash: string | null
  /** The messages themselves, if they were asked for. */
  readonly messages?: unknown
}

/** A piece of a body as it arrived, with the instant: ms since the request had gone out. */
export type RecordedChunk =
  | { readonly atMs: number; readonly text: string }
  /** What is no whole UTF-8 by itself: a character may be cut in two. */
  | { readonly atMs: number; readonly base64: string }

export interface RecordedResponse {
  /** When the head arrived: ms since the request had gone out. */
  readonly atMs: number
  readonly status: number
  /** Those that matter; names in lower case. */
  readonly headers: Readonly<Record<string, string>>
}

export const recordedEndings = ['complete', 'reset', 'fin', 'client-left'] as const

/** `fin` and `reset` cut the answer; what would have come after `client-left` nobody knows. */
export interface RecordedEnding {
  readonly how: (typeof recordedEndings)[number]
  readonly atMs: number
  /** What undici called it, if the connection broke. */
  readonly code?: string
}

/** One exchange: a line of a recording. All times are ms since the request had gone out whole, in tenths. */
export interface RecordedExchange {
  /** From 1, in the order in which the requests came. */
  readonly exchange: number
  /** Wall time of the request, ms since 1970: dates in headers are read against it. */
  readonly epochMs: number
  readonly request: RecordedRequest
  /** Null where the connection broke, or the client left, before a head. */
  readonly response: RecordedResponse | null
  readonly chunks: readonly RecordedChunk[]
  /** When the first content of a stream was there; null for any other answer. */
  readonly firstTokenMs: number | null
  readonly ended: RecordedEnding
}

export interface Recording {
  readonly head: RecordingHead
  readonly exchanges: readonly RecordedExchange[]
  /** The last line was cut: whoever recorded was stopped hard. All lines before it are whole. */
  readonly torn: boolean
}

export function bytesOf(chunk: RecordedChunk): Buffer {
  return 'text' in chunk ? Buffer.from(chunk.text) : Buffer.from(chunk.base64, 'base64')
}

/** Tenths of a ms: finer than any timer that plays them. */
export function inTenths(ms: number): number {
  return Math.round(ms * 10) / 10
}

import type { ChatMessage, Usage } from '../protocol/chat.ts'
import type { AttemptRecord } from './chatError.ts'

/** What the application asks. Further fields of the chat format go into the body as they are. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[]
  readonly temperature?: number
  readonly max_tokens?: number
  readonly [field: string]: unknown
}

export interface CallOptions {
  /** Aborting ends waits and attempts at once and rejects with `aborted`. */
  readonly signal?: AbortSignal
  /** Overrides the client's deadline for this call, in ms from now. */
  readonly deadlineMs?: number
  /** The same on all attempts of the call; made up if absent. */
  readonly idempotencyKey?: string
  /** How events name this call; defaults to a counter. */
  readonly callId?: number
}

/** An answer, with what it took to get it. Times are ms since the call started. */
export interface Reply {
  readonly text: string
  /** The id of the endpoint that answered. */
  readonly endpoint: string
  readonly model: string
  readonly finishReason: string | null
  /** As the provider counts; null where it did not say: unknown, not zero. */
  readonly usage: Usage | null
  /** Every attempt of the call, the one that answered included. */
  readonly attempts: readonly AttemptRecord[]
  readonly timings: { readonly firstContentMs: number; readonly totalMs: number }
}

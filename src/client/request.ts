import type { ChatMessage, Usage } from '../protocol/chat.ts'
import type { Acceptance } from './accept.ts'
import type { AttemptRecord } from './chatError.ts'
import type { ToolCall } from './toolCalls.ts'

/** What the application asks. Further fields of the chat format go into the body as they are. */
export interface ChatRequest {
  readonly messages: readonly ChatMessage[]
  readonly temperature?: number
  readonly max_tokens?: number
  readonly [field: string]: unknown
}

/** What holds for one call only. */
export interface CallOptions {
  /** Aborting ends waits and attempts at once and rejects with `aborted`. */
  readonly signal?: AbortSignal | undefined
  /** Overrides the client's deadline for this call, in ms from now. */
  readonly deadlineMs?: number | undefined
  /** The same on all attempts of the call; made up if absent. */
  readonly idempotencyKey?: string | undefined
  /** How events name this call; defaults to a counter. */
  readonly callId?: number | undefined
  /** The id of the endpoint to try first; the others follow in the order of the route. */
  readonly prefer?: string | undefined
  /** What of the answer this call can use, in place of the client's own `accept`. */
  readonly accept?: Acceptance | undefined
}

/** Exact decimal amounts in USD; null where a price or a count is unknown: never zero for want of knowledge. */
export interface Cost {
  /** What the providers' own counts add up to, over all attempts that were answered. */
  readonly usd: string | null
  /** With all that may have been billed beside it: attempts that broke after they were sent, and cancelled hedges. */
  readonly atMostUsd: string | null
}

/** Where the time went, in ms. */
export interface Timings {
  /** Waits of the call: for a place, for the server's sake, backoff. */
  readonly waitedMs: number
  /** Until the answering attempt had its connection; 0 on one that stood already. */
  readonly connectMs: number
  /** From the start of the call to the first content. */
  readonly firstContentMs: number
  readonly totalMs: number
}

/** An answer, with what it took to get it. */
export interface Reply {
  readonly text: string
  /** What the model thought aloud, where the provider shows it (`reasoning_content`, `reasoning`); '' as a rule. */
  readonly reasoning: string
  /** What the model wants called; empty as a rule. */
  readonly toolCalls: readonly ToolCall[]
  /** The id of the endpoint that answered. */
  readonly endpoint: string
  readonly model: string
  /** The provider's id of the request, to quote to its support; null where it gave none. */
  readonly requestId: string | null
  readonly finishReason: string | null
  /** As the provider counts; null where it did not say: unknown, not zero. */
  readonly usage: Usage | null
  readonly cost: Cost
  /** Every attempt of the call, the one that answered included. */
  readonly attempts: readonly AttemptRecord[]
  readonly timings: Timings
}

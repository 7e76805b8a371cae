import type { ErrorClass } from '../../protocol/errorClass.ts'
import type { ChatError } from '../chatError.ts'
import type { CallOptions, ChatRequest, Reply } from '../request.ts'

/** How one request of a batch ended. `index` is its place among the requests, from 0. */
export type BatchItem =
  | { readonly index: number; readonly ok: true; readonly reply: Reply }
  | { readonly index: number; readonly ok: false; readonly error: ChatError | Error }

/** How a batch goes on. Times in ms; what is left out keeps its default. */
export interface BatchOptions {
  /** The most calls under way at once; 8 unless set. A callback that has not settled still holds its call's place. */
  readonly concurrency?: number | undefined
  /** Aborting ends the calls under way with `aborted` and begins no more. */
  readonly signal?: AbortSignal | undefined
  /** The deadline of each call, in ms from its own start; the client's unless set. */
  readonly deadlineMs?: number | undefined
  /**
   * Called once an item, as it ends. What it throws (or rejects with) is kept in the summary and loses nothing. A slow
   * one slows the batch down instead of piling up; it must not wait for the batch itself.
   */
  readonly onItem?: ((item: BatchItem) => void | Promise<void>) | undefined
  /**
   * No call is begun any more once one has failed with one of these classes: `['budget', 'auth']`, say. None unless
   * set: a budget that could not bear one request may well bear the next.
   */
  readonly stopOn?: readonly ErrorClass[] | undefined
}

/** Tokens of the answered calls, as their providers counted. */
export interface BatchUsage {
  readonly promptTokens: number
  readonly completionTokens: number
  readonly totalTokens: number
  /** Answered calls whose provider did not count: unknown, and in none of the sums. */
  readonly unknown: number
}

/** US dollars as exact decimals, over every attempt of every call: answered, failed and aborted ones too. */
export interface BatchCost {
  /** What was spent; null as soon as the cost of one call is unknown. */
  readonly usd: string | null
  /** The same with every attempt that may have been billed; null as soon as that of one call is unknown. */
  readonly atMostUsd: string | null
  /** What is known to have been spent: a lower bound where `usd` is null. */
  readonly knownUsd: string
  /** Calls whose cost is unknown, and in `knownUsd` not contained. */
  readonly unknown: number
}

/** What a batch came to, when its last call has ended. */
export interface BatchSummary {
  readonly answered: number
  readonly failed: number
  /** Requests not begun: 0 if all were; null if the batch ended early and nobody knows how many there would have been. */
  readonly skipped: number | null
  readonly usage: BatchUsage
  readonly cost: BatchCost
  /** Answered calls per model. */
  readonly models: Readonly<Record<string, number>>
  /** Over the answered calls, from each call's start; null if there is none. */
  readonly meanLatencyMs: number | null
  /** What `onItem` threw, in the order of time. */
  readonly callbackErrors: readonly Error[]
  /** What the iterable of requests threw: the requests before it were still finished. */
  readonly sourceError: Error | null
  /** Every item that was begun, in the order of `index`. */
  readonly items: readonly BatchItem[]
}

/**
 * A batch under way. Iterating gives the items as they end, whenever one comes to it: nothing waits for a reader.
 * Leaving the loop early begins no more calls; those under way are finished and counted.
 */
export interface Batch extends AsyncIterable<BatchItem> {
  /** The end of the batch, with every total. Failed calls do not reject it. */
  readonly summary: Promise<BatchSummary>
}

/** One call of the client. */
export type Chat = (request: ChatRequest, options: CallOptions) => Promise<Reply>

/** Requests as they are, or as they come: each is pulled when it can be begun. */
export type ChatRequests = Iterable<ChatRequest> | AsyncIterable<ChatRequest>

import type { AttemptKind } from '../history/index.ts'
import type { Usage } from '../protocol/chat.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import type { Failure } from './failure.ts'
import type { Cost } from './request.ts'

/** One attempt of a call, for the caller's eyes. Times are ms since the call started. */
export interface AttemptRecord {
  readonly endpoint: string
  readonly kind: AttemptKind
  readonly startedAtMs: number
  readonly endedAtMs: number
  /** Null for the attempt that answered. */
  readonly failure: Failure | null
  /** Tokens as the provider counted them; null where it did not say. */
  readonly usage: Usage | null
}

const nothing: Cost = { usd: '0', atMostUsd: '0' }

/**
 * A call that brought no answer. It keeps what a post-mortem needs: the class, the last status, every attempt, what it
 * may have cost, and when it makes sense to come back. It never holds a key.
 */
export class ChatError extends Error {
  override readonly name = 'ChatError'
  readonly errorClass: ErrorClass
  readonly reason: string
  readonly status: number | null
  readonly attempts: readonly AttemptRecord[]
  /** Epoch ms from which a new call has a chance, where a server or a local limit said so. */
  readonly retryAtMs: number | null
  /** The content that had already gone to the caller when a stream broke. */
  readonly partialText: string
  readonly cost: Cost

  constructor(
    failure: Failure,
    attempts: readonly AttemptRecord[],
    more: { retryAtMs?: number | null; partialText?: string; cost?: Cost } = {},
  ) {
    super(`${failure.errorClass} (${failure.reason}): ${failure.message}${told(attempts)}`, { cause: failure.cause })
    this.errorClass = failure.errorClass
    this.reason = failure.reason
    this.status = failure.status
    this.attempts = attempts
    this.retryAtMs = more.retryAtMs ?? null
    this.partialText = more.partialText ?? ''
    this.cost = more.cost ?? nothing
  }
}

function told(attempts: readonly AttemptRecord[]): string {
  if (attempts.length === 0) return ' [no attempt was made]'
  const each = attempts.map(({ endpoint, failure }) => `${endpoint}: ${failure?.status ?? failure?.reason ?? 'ok'}`)
  return ` [${attempts.length} ${attempts.length === 1 ? 'attempt' : 'attempts'}: ${each.join(', ')}]`
}

import type { Usage } from '../protocol/chat.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import { errorTable, type Spoils } from './errorTable.ts'
import type { FallbackPolicy } from './policy.ts'

/** Why an attempt brought no answer. Expected failures are values; only the call's end is thrown. */
export interface Failure {
  readonly errorClass: ErrorClass
  /** What exactly, inside the class: `headers` for a time-out, `refused` for the network, `truncated` for the protocol. */
  readonly reason: string
  /** Scrubbed of every key. */
  readonly message: string
  readonly status: number | null
  /** The provider's id of the request, to quote to its support. */
  readonly requestId: string | null
  /** How long the server asked to be left alone, in ms. */
  readonly askedWaitMs?: number
  /**
   * A wait that only the message's prose names, in ms, at most a day; never beside `askedWaitMs`. A floor for the backoff,
   * not a promise: the server may refuse for longer.
   */
  readonly hintedWaitMs?: number
  /**
   * The server's own word on retrying (`x-should-retry`); it goes before the table. Not for a refused key: that stays
   * dead, so that nobody is locked out for knocking with it.
   */
  readonly shouldRetry?: boolean
  /** Where this failure spoils more or less than its class does. */
  readonly spoils?: Spoils
  /** False where the policy keeps the call from going to another endpoint for it. */
  readonly mayFallBack?: boolean
  /** What the provider counted all the same: for an answer that was refused, or withheld. */
  readonly usage?: Usage | null
  /** The provider had begun to answer, and may charge for it, although its class says otherwise. */
  readonly mayBeBilled?: true
  readonly cause?: unknown
}

/** How an attempt went on: to its end (null), until a failure, or until its reader left. */
export type Ending = Failure | null | 'left'

/** A failure of a class, with what else is known of it. */
export function failureOf(
  errorClass: ErrorClass,
  reason: string,
  message: string,
  more: Partial<Failure> = {},
): Failure {
  return { errorClass, reason, message, status: null, requestId: null, ...more }
}

/** What the failure spoils: by its class, unless it says otherwise itself. */
export function spoilsOf({ spoils, errorClass }: Failure): Spoils {
  return spoils ?? errorTable[errorClass].spoils
}

/** The failure as the client's fallback policy wants it understood. */
export function underPolicy(failure: Failure, { contentPolicy, on }: FallbackPolicy): Failure {
  if (failure.errorClass === 'content_policy' && contentPolicy === 'fallback') return { ...failure, spoils: 'endpoint' }
  return on === undefined || on.includes(failure.errorClass) ? failure : { ...failure, mayFallBack: false }
}

/** The wait that the server named, in ms: asked for, or only in its words. */
export function floorOf({ askedWaitMs, hintedWaitMs }: Failure): number | undefined {
  return askedWaitMs ?? hintedWaitMs
}

/** Nothing helps: not another try, and no other endpoint. */
export function endsCall(failure: Failure): boolean {
  return spoilsOf(failure) === 'call' && failure.shouldRetry !== true
}

/** Refused and unresolvable endpoints are left at once; they get one more try only where no other endpoint is left. */
export function refusedOrUnknown({ errorClass, reason }: Failure): boolean {
  return errorClass === 'network' && (reason === 'refused' || reason === 'dns')
}

import type { Usage } from '../protocol/chat.ts'
import type { ErrorClass } from '../protocol/errorClass.ts'
import type { TokenCounts } from '../protocol/money/usage.ts'

/** How a call ended, as its caller got it. */
export type CallOutcome =
  | { readonly ok: true; readonly text: string; readonly model: string | null }
  | {
      readonly ok: false
      /** The class the client gave, or null where the target has no such notion (it threw, or returned a message). */
      readonly errorClass: ErrorClass | null
      readonly message: string
      readonly status: number | null
      readonly retryAtMs: number | null
      /** Every attempt of the call, as the error tells of it; absent where the target's errors tell of none. */
      readonly attempts?: readonly ToldAttempt[]
    }

/** One attempt as the error of its call tells of it. */
export interface ToldAttempt {
  readonly model: string
  readonly errorClass: ErrorClass | null
  readonly status: number | null
  /** The provider's id of the request; absent where it gave none. */
  readonly requestId?: string
}

/** What the driver saw: the caller's side. */
export type DriverEvent =
  | {
      readonly type: 'call-started'
      readonly call: number
      readonly stream: boolean
      readonly deadlineMs: number | null
      /** Which instance of the client was called, from 0: told only where a run has several. */
      readonly instance?: number
    }
  | { readonly type: 'call-delta'; readonly call: number; readonly text: string }
  /** The caller aborts its signal at this instant. */
  | { readonly type: 'call-aborted'; readonly call: number }
  /** A slow reader of a stream is done with the last piece and asks for more: until then nobody could be told anything. */
  | { readonly type: 'call-resumed'; readonly call: number }
  /** The caller leaves the stream's loop without an error. */
  | { readonly type: 'call-left'; readonly call: number }
  | { readonly type: 'call-ended'; readonly call: number; readonly outcome: CallOutcome }
  /** The wall clock of the client's machine was set: a correction by NTP, a laptop that woke up. */
  | { readonly type: 'wall-jumped'; readonly byMs: number }

/** The meaning the upstream gave its answer: the truth that clients have to find out from status, headers and body. */
export interface ResponseTruth {
  readonly class: ErrorClass | 'ok'
  /** The wait that the answer asks for, in ms, whatever its rendering; absent when it asks for none. */
  readonly waitMs?: number
  /** The quota that refused it; of several the one that refuses for longest. */
  readonly quota?: QuotaName
  /** What the whole answer is billed as, where the upstream says so: whoever cuts it is billed all the same. */
  readonly tokens?: TokenCounts
  /** The answer keeps that to itself: its caller cannot know it. */
  readonly untold?: true
}

/** Requests per minute, requests per day, tokens per minute, requests under way at a time. */
export type QuotaName = 'rpm' | 'rpd' | 'tpm' | 'concurrency'

/** How long a client that left had got nothing, in ms. */
export interface ExchangeSilence {
  /** Since anything went out: a head, a piece of the body, bytes that are no HTTP. */
  readonly bytesMs: number
  /** Of a stream of events: since its head, or since the answer last went on. Comments are no answer. */
  readonly contentMs?: number
}

/** `goaway` and `rst-stream` are HTTP/2's. */
export type ExchangeEnding = 'complete' | 'reset' | 'fin' | 'goaway' | 'rst-stream' | 'client-left'

/** What the upstream saw: the wire. */
export type WireEvent =
  | { readonly type: 'connection-opened'; readonly connection: number; readonly origin: string }
  /**
   * It came to nothing before a request on it was looked at: `code` is what Node gives the client, `client-left` if the
   * client waited in vain. A connection that never came about (refused, unanswered, without an address) leaves no event.
   */
  | { readonly type: 'connection-failed'; readonly connection: number; readonly origin: string; readonly code: string }
  | {
      readonly type: 'exchange-started'
      readonly exchange: number
      readonly connection: number
      readonly origin: string
      readonly model: string
      /** A name for the key that came, never the key. */
      readonly credential: string
      readonly call: number | null
      readonly stream: boolean
      readonly bodyHash: string
      readonly idempotencyKey: string | null
    }
  | {
      readonly type: 'response-started'
      readonly exchange: number
      readonly status: number
      readonly truth: ResponseTruth
      /** The headers that ask for patience, as sent. */
      readonly asked: Readonly<Record<string, string>>
    }
  | {
      readonly type: 'exchange-ended'
      readonly exchange: number
      readonly how: ExchangeEnding
      /** The content that went out whole: the answer's text, up to where it was cut. */
      readonly text: string
      /** The answer was given to its end (for a stream: the finish marker went out). */
      readonly finished: boolean
      /** Only where the client left before the end; absent if nothing at all had gone out by then. */
      readonly silence?: ExchangeSilence
    }

export type AttemptKind = 'first' | 'retry' | 'fallback' | 'hedge' | 'probe'

/** What the client itself tells, if it tells anything. */
export type ClientEvent =
  | {
      readonly type: 'attempt-started'
      readonly call: number
      readonly attempt: number
      readonly endpoint: string
      readonly kind: AttemptKind
      readonly model?: string
      readonly origin?: string
    }
  | {
      readonly type: 'attempt-ended'
      readonly call: number
      readonly attempt: number
      readonly endpoint: string
      readonly errorClass: ErrorClass | null
      /** What exactly, inside the class: `headers` for a time-out, `refused` for the network, … */
      readonly reason: string | null
      readonly status: number | null
    }
  | { readonly type: 'wait-started'; readonly call: number; readonly delayMs: number; readonly reason: string }
  | { readonly type: 'breaker-changed'; readonly endpoint: string; readonly from: string; readonly to: string }
  | { readonly type: 'operation-started'; readonly call: number; readonly stream: boolean }
  | {
      readonly type: 'operation-ended'
      readonly call: number
      /** What answered; null if nothing did. */
      readonly endpoint: string | null
      readonly model: string | null
      readonly errorClass: ErrorClass | null
      readonly reason: string | null
      readonly attempts: number
      readonly durationMs: number
      readonly firstContentMs: number | null
      /** Null where the provider did not say: unknown, not zero. */
      readonly usage: Usage | null
      /** Decimal USD; null where it is unknown. */
      readonly costUsd: string | null
      readonly atMostUsd: string | null
    }
  | { readonly type: 'health-changed'; readonly endpoint: string; readonly healthy: boolean; readonly reason: string }
  /** Adaptive concurrency: how many requests may be under way at once. */
  | { readonly type: 'limit-changed'; readonly endpoint: string; readonly from: number; readonly to: number }
  /** The endpoint's key was refused: no call uses it before `untilMs`, monotonic ms. */
  | {
      readonly type: 'key-buried'
      readonly endpoint: string
      readonly untilMs: number
      readonly errorClass: ErrorClass
    }

/** Of a program that is run as a target: what it did beside its calls. Its own words in it may hold anything. */
export interface ProgramEvent {
  readonly type: 'program-noted'
  readonly what: ProgramDeed
  readonly text: string
}

/**
 * `crashed`: it was gone while it was asked. `flooded`: it printed more than anybody reads, and was ended. `garbled`: it printed
 * what is no line of the protocol. `stayed`: it did not end when its input did. `ignored-sigterm`: nor when it was told to.
 * `left-children`: it left processes behind.
 */
export const programDeeds = ['crashed', 'flooded', 'garbled', 'stayed', 'ignored-sigterm', 'left-children'] as const
export type ProgramDeed = (typeof programDeeds)[number]

/** Last event of every run: what was still pending when the target said it was closed. */
export interface QuiescenceEvent {
  readonly type: 'run-quiesced'
  readonly timers: number
  readonly sockets: number
  /** Listeners left on the callers' abort signals. */
  readonly listeners: number
  /** Permits to be in flight that were not given back: where a limit was declared, and the target counts them. */
  readonly permits?: number
}

/** Of a run with several instances of the client each event of a client says whose it is. */
type OfInstance = (ClientEvent | ProgramEvent) & { readonly instance?: number }

export type EventBody = DriverEvent | WireEvent | OfInstance | QuiescenceEvent
export type EventType = EventBody['type']

/** One line of a history: which (`seq`, gap-free from 0), when (`at`, monotonic ms since the run began), what. */
export type HistoryEvent = { readonly seq: number; readonly at: number } & EventBody

export type EventOf<Type extends EventType> = Extract<HistoryEvent, { readonly type: Type }>

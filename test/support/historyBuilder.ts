import {
  viewOf,
  type AttemptKind,
  type CallOutcome,
  type EventBody,
  type EventOf,
  type EventType,
  type ExchangeEnding,
  type ExchangeSilence,
  type HistoryEvent,
  type HistoryView,
  type ResponseTruth,
} from '../../src/history/index.ts'
import type { ErrorClass } from '../../src/protocol/errorClass.ts'
import { catalogue, type Invariant, type JudgingContext, type Verdict } from '../../src/invariants/index.ts'

export interface RequestOptions {
  readonly stream?: boolean
  readonly model?: string
  readonly origin?: string
  readonly credential?: string
  readonly bodyHash?: string
  readonly connection?: number
  readonly idempotencyKey?: string | null
}

interface AnswerOptions extends Partial<ResponseTruth> {
  readonly status?: number
  readonly asked?: Record<string, string>
  readonly text?: string
  readonly how?: ExchangeEnding
  readonly finished?: boolean
  readonly silence?: ExchangeSilence
}

type Request = EventOf<'exchange-started'>

/** Writes a history by hand, event by event: the first argument is always the instant in ms. Times must not descend. */
export class HistoryBuilder {
  readonly events: HistoryEvent[] = []
  #exchanges = 0

  record<Type extends EventType>(at: number, event: Extract<EventBody, { type: Type }>): EventOf<Type> {
    const recorded = { seq: this.events.length, at, ...event } as HistoryEvent
    this.events.push(recorded)
    return recorded as EventOf<Type>
  }

  /** A call starts; with an instance it is one of a fleet's. */
  call(
    at: number,
    call: number,
    {
      stream = false,
      deadlineMs = null,
      instance,
    }: { stream?: boolean; deadlineMs?: number | null; instance?: number } = {},
  ) {
    const ofInstance = instance === undefined ? {} : { instance }
    return this.record<'call-started'>(at, { type: 'call-started', call, stream, deadlineMs, ...ofInstance })
  }

  delta(at: number, call: number, text: string) {
    return this.record<'call-delta'>(at, { type: 'call-delta', call, text })
  }

  abort(at: number, call: number) {
    return this.record<'call-aborted'>(at, { type: 'call-aborted', call })
  }

  /** The wall clock is set. */
  jump(at: number, byMs: number) {
    return this.record<'wall-jumped'>(at, { type: 'wall-jumped', byMs })
  }

  resume(at: number, call: number) {
    return this.record<'call-resumed'>(at, { type: 'call-resumed', call })
  }

  leave(at: number, call: number) {
    return this.record<'call-left'>(at, { type: 'call-left', call })
  }

  succeed(at: number, call: number, text = 'hello') {
    return this.#end(at, call, { ok: true, text, model: null })
  }

  fail(at: number, call: number, failure: Partial<CallOutcome & { ok: false }> = {}) {
    const plain = { ok: false, errorClass: null, message: 'failed', status: null, retryAtMs: null } as const
    return this.#end(at, call, { ...plain, ...failure })
  }

  /** A request of a call reaches the upstream: an exchange starts. */
  request(at: number, call: number | null, options: RequestOptions = {}): Request {
    const {
      model = 'a',
      origin = 'gateway',
      credential = 'key',
      bodyHash = `body of ${model}`,
      connection = 0,
      idempotencyKey = null,
      stream = false,
    } = options
    return this.record<'exchange-started'>(at, {
      type: 'exchange-started',
      exchange: this.#exchanges++,
      connection,
      origin,
      model,
      credential,
      call,
      stream,
      bodyHash,
      idempotencyKey,
    })
  }

  /** The client tells of an attempt that it starts. */
  attempt(at: number, call: number, attempt: number, { endpoint = 'a', kind = 'first' as AttemptKind } = {}) {
    const told = { call, attempt, endpoint, kind, model: endpoint, origin: 'http://gateway.test' }
    return this.record<'attempt-started'>(at, { type: 'attempt-started', ...told })
  }

  /** The client tells of an attempt that is over; it did well unless an error class is given. */
  attemptEnd(
    at: number,
    { call, attempt, endpoint }: EventOf<'attempt-started'>,
    errorClass: ErrorClass | null = null,
    {
      reason = errorClass === null ? null : 'test',
      status = null,
    }: { reason?: string | null; status?: number | null } = {},
  ) {
    const told = { call, attempt, endpoint, errorClass, reason, status }
    return this.record<'attempt-ended'>(at, { type: 'attempt-ended', ...told })
  }

  breaker(at: number, from: string, to: string, endpoint = 'a') {
    return this.record<'breaker-changed'>(at, { type: 'breaker-changed', endpoint, from, to })
  }

  wait(at: number, call: number, reason: string, delayMs = 10) {
    return this.record<'wait-started'>(at, { type: 'wait-started', call, delayMs, reason })
  }

  /** The head of an answer goes out. */
  head(at: number, { exchange }: Request, { status = 200, asked = {}, ...truth }: AnswerOptions = {}) {
    const { class: meaning = status === 200 ? 'ok' : 'server_error', waitMs, quota, tokens, untold } = truth
    return this.record<'response-started'>(at, {
      type: 'response-started',
      exchange,
      status,
      truth: {
        class: meaning,
        ...(waitMs === undefined ? {} : { waitMs }),
        ...(quota === undefined ? {} : { quota }),
        ...(tokens === undefined ? {} : { tokens }),
        ...(untold === undefined ? {} : { untold }),
      },
      asked,
    })
  }

  /** The exchange is over. */
  close(
    at: number,
    { exchange }: Request,
    { how = 'complete', text = '', finished = false, silence }: AnswerOptions = {},
  ) {
    const told = silence === undefined ? {} : { silence }
    return this.record<'exchange-ended'>(at, { type: 'exchange-ended', exchange, how, text, finished, ...told })
  }

  /** A whole answer in one go; its head is returned. */
  answer(at: number, request: Request, options: AnswerOptions = {}) {
    const head = this.head(at, request, options)
    const { text = head.truth.class === 'ok' ? 'hello' : '' } = options
    this.close(at, request, { finished: head.truth.class === 'ok', ...options, text })
    return head
  }

  view(): HistoryView {
    return viewOf(this.events)
  }

  /** The verdict of one invariant on what was written so far. */
  verdict(invariant: Invariant, context: Partial<JudgingContext> = {}): Verdict {
    return invariant.check(this.view(), { declared: {}, toleranceMs: 0, ...context })
  }

  #end(at: number, call: number, outcome: CallOutcome) {
    return this.record<'call-ended'>(at, { type: 'call-ended', call, outcome })
  }
}

/** What a conviction proves: the numbers of the events, breach by breach. */
export function evidenceOf(verdict: Verdict): readonly (readonly number[])[] {
  return verdict.verdict === 'fail' ? verdict.violations.map(({ evidence }) => evidence) : []
}

export function messagesOf(verdict: Verdict): readonly string[] {
  return verdict.verdict === 'fail' ? verdict.violations.map(({ message }) => message) : []
}

export const allInvariants: readonly Invariant[] = Object.values<Invariant>(catalogue)

import * as v from 'valibot'
import type {
  CallOutcome,
  EventOf,
  EventType,
  ExchangeSilence,
  ResponseTruth,
  ToldAttempt,
} from '../../history/index.ts'
import { programDeeds } from '../../history/index.ts'
import type { Entries } from '../../config/entries.ts'
import { errorClasses } from '../../protocol/errorClass.ts'

const text = v.string()
const flag = v.boolean()
const count = v.pipe(v.number(), v.integer('a whole number from 0'), v.minValue(0, 'a whole number from 0'))
/** Connections below 0 are those of a world that shows none. */
const whole = v.pipe(v.number(), v.integer('a whole number'))
const ms = v.pipe(v.number(), v.minValue(0, 'a number from 0'))
const status = v.pipe(v.number(), v.integer('an HTTP status'), v.minValue(100, 'an HTTP status'))
const errorClass = v.picklist(errorClasses)
const classOrNull = v.nullable(errorClass)
const textOrNull = v.nullable(text)
const instance = v.optional(count)

const truth = v.strictObject({
  class: v.picklist(['ok', ...errorClasses]),
  waitMs: v.optional(ms),
  quota: v.optional(v.picklist(['rpm', 'rpd', 'tpm', 'concurrency'])),
  tokens: v.optional(
    v.strictObject({ input: count, cachedInput: count, cacheWrite: count, output: count, reasoning: count }),
  ),
  untold: v.optional(v.literal(true)),
} satisfies Entries<ResponseTruth>)

const silence = v.strictObject({ bytesMs: ms, contentMs: v.optional(ms) } satisfies Entries<ExchangeSilence>)

const attempt = v.strictObject({
  model: text,
  errorClass: classOrNull,
  status: v.nullable(status),
  requestId: v.optional(text),
} satisfies Entries<ToldAttempt>)

const answered = v.strictObject({
  ok: v.literal(true),
  text,
  model: textOrNull,
} satisfies Entries<Extract<CallOutcome, { ok: true }>>)

const failed = v.strictObject({
  ok: v.literal(false),
  errorClass: classOrNull,
  message: text,
  status: v.nullable(status),
  retryAtMs: v.nullable(v.number()),
  attempts: v.optional(v.array(attempt)),
} satisfies Entries<Extract<CallOutcome, { ok: false }>>)

type BodyEntries<Type extends EventType> = Entries<Omit<EventOf<Type>, 'seq' | 'at' | 'type'>>

/** What each kind of event holds beside `seq`, `at` and `type`. */
export const eventEntries = {
  'call-started': { call: count, stream: flag, deadlineMs: v.nullable(ms), instance },
  'call-delta': { call: count, text },
  'call-aborted': { call: count },
  'call-resumed': { call: count },
  'call-left': { call: count },
  'call-ended': { call: count, outcome: v.variant('ok', [answered, failed]) },
  'wall-jumped': { byMs: v.number() },
  'connection-opened': { connection: whole, origin: text },
  'connection-failed': { connection: whole, origin: text, code: text },
  'exchange-started': {
    exchange: count,
    connection: whole,
    origin: text,
    model: text,
    credential: text,
    call: v.nullable(count),
    stream: flag,
    bodyHash: text,
    idempotencyKey: textOrNull,
  },
  'response-started': { exchange: count, status, truth, asked: v.record(text, text) },
  'exchange-ended': {
    exchange: count,
    how: v.picklist(['complete', 'reset', 'fin', 'goaway', 'rst-stream', 'client-left']),
    text,
    finished: flag,
    silence: v.optional(silence),
  },
  'attempt-started': {
    call: count,
    attempt: count,
    endpoint: text,
    kind: v.picklist(['first', 'retry', 'fallback', 'hedge', 'probe']),
    model: v.optional(text),
    origin: v.optional(text),
    instance,
  },
  'attempt-ended': {
    call: count,
    attempt: count,
    endpoint: text,
    errorClass: classOrNull,
    reason: textOrNull,
    status: v.nullable(status),
    instance,
  },
  'wait-started': { call: count, delayMs: ms, reason: text, instance },
  'breaker-changed': { endpoint: text, from: text, to: text, instance },
  'operation-started': { call: count, stream: flag, instance },
  'operation-ended': {
    call: count,
    endpoint: textOrNull,
    model: textOrNull,
    errorClass: classOrNull,
    reason: textOrNull,
    attempts: count,
    durationMs: ms,
    firstContentMs: v.nullable(ms),
    usage: v.nullable(v.looseObject({ prompt_tokens: count, completion_tokens: count, total_tokens: count })),
    costUsd: textOrNull,
    atMostUsd: textOrNull,
    instance,
  },
  'health-changed': { endpoint: text, healthy: flag, reason: text, instance },
  'limit-changed': { endpoint: text, from: v.number(), to: v.number(), instance },
  'key-buried': { endpoint: text, untilMs: v.number(), errorClass, instance },
  'program-noted': { what: v.picklist(programDeeds), text, instance },
  'run-quiesced': { timers: count, sockets: count, listeners: count, permits: v.optional(count) },
} satisfies { readonly [Type in EventType]: BodyEntries<Type> }

export const eventTypes = Object.keys(eventEntries) as readonly EventType[]

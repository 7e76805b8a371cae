import type { EventBody, EventOf, EventType, HistoryEvent } from './events.ts'

/** Every field but those that are known to be absent: one that is added to an event and forgotten here does not compile. */
type Whole<Type extends EventType, Absent extends keyof EventOf<Type> = never> = Required<Omit<EventOf<Type>, Absent>>

/**
 * An event as a history keeps it, its fields in their canonical order. What comes with every call has a literal here: that takes
 * one piece of memory where a spread takes four, and events of a type have one shape, whoever told them. What comes seldom, or
 * with more than usual, is spread.
 */
export function takenDown(seq: number, at: number, event: EventBody): HistoryEvent {
  switch (event.type) {
    case 'call-started': {
      const { type, call, stream, deadlineMs, instance } = event
      if (instance !== undefined) break
      return { seq, at, type, call, stream, deadlineMs } satisfies Whole<'call-started', 'instance'>
    }
    case 'call-delta': {
      const { type, call, text } = event
      return { seq, at, type, call, text } satisfies Whole<'call-delta'>
    }
    case 'call-ended': {
      const { type, call, outcome } = event
      return { seq, at, type, call, outcome } satisfies Whole<'call-ended'>
    }
    case 'attempt-started': {
      const { type, call, attempt, endpoint, kind, model, origin, instance } = event
      if (model === undefined || origin === undefined || instance !== undefined) break
      const told = { seq, at, type, call, attempt, endpoint, kind, model, origin }
      return told satisfies Whole<'attempt-started', 'instance'>
    }
    case 'attempt-ended': {
      const { type, call, attempt, endpoint, errorClass, reason, status, instance } = event
      if (instance !== undefined) break
      const told = { seq, at, type, call, attempt, endpoint, errorClass, reason, status }
      return told satisfies Whole<'attempt-ended', 'instance'>
    }
    case 'wait-started': {
      const { type, call, delayMs, reason, instance } = event
      if (instance !== undefined) break
      return { seq, at, type, call, delayMs, reason } satisfies Whole<'wait-started', 'instance'>
    }
    case 'connection-opened': {
      const { type, connection, origin } = event
      return { seq, at, type, connection, origin } satisfies Whole<'connection-opened'>
    }
    case 'exchange-started': {
      const { type, exchange, connection, origin, model, credential, call, stream, bodyHash, idempotencyKey } = event
      return {
        seq,
        at,
        type,
        exchange,
        connection,
        origin,
        model,
        credential,
        call,
        stream,
        bodyHash,
        idempotencyKey,
      } satisfies Whole<'exchange-started'>
    }
    case 'response-started': {
      const { type, exchange, status, truth, asked } = event
      return { seq, at, type, exchange, status, truth, asked } satisfies Whole<'response-started'>
    }
    case 'exchange-ended': {
      const { type, exchange, how, text, finished, silence } = event
      if (silence !== undefined) break
      return { seq, at, type, exchange, how, text, finished } satisfies Whole<'exchange-ended', 'silence'>
    }
  }
  return { seq, at, ...event }
}

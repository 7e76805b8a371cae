import type { EventBody, EventOf, EventType, HistoryEvent } from './events.ts'

/** Every field named, those that may be absent too: JSON leaves out what is undefined. */
type Whole<Type extends EventType> = {
  readonly [Field in keyof EventOf<Type>]-?: EventOf<Type>[Field] | undefined
}

/**
 * An event as a history keeps it, fields in their canonical order. What comes with every call has a literal here: it takes
 * one piece of memory, where a spread takes four, and events of a type have one shape, whoever told them. A field that
 * is missing here does not compile.
 */
export function takenDown(seq: number, at: number, event: EventBody): HistoryEvent {
  switch (event.type) {
    case 'call-started': {
      const { type, call, stream, deadlineMs, instance } = event
      return whole<'call-started'>({ seq, at, type, call, stream, deadlineMs, instance })
    }
    case 'call-delta': {
      const { type, call, text } = event
      return whole<'call-delta'>({ seq, at, type, call, text })
    }
    case 'call-ended': {
      const { type, call, outcome } = event
      return whole<'call-ended'>({ seq, at, type, call, outcome })
    }
    case 'attempt-started': {
      const { type, call, attempt, endpoint, kind, model, origin, instance } = event
      return whole<'attempt-started'>({ seq, at, type, call, attempt, endpoint, kind, model, origin, instance })
    }
    case 'attempt-ended': {
      const { type, call, attempt, endpoint, errorClass, reason, status, instance } = event
      return whole<'attempt-ended'>({
        seq,
        at,
        type,
        call,
        attempt,
        endpoint,
        errorClass,
        reason,
        status,
        instance,
      })
    }
    case 'wait-started': {
      const { type, call, delayMs, reason, instance } = event
      return whole<'wait-started'>({ seq, at, type, call, delayMs, reason, instance })
    }
    case 'connection-opened': {
      const { type, connection, origin } = event
      return whole<'connection-opened'>({ seq, at, type, connection, origin })
    }
    case 'exchange-started': {
      const { type, exchange, connection, origin, model, credential, call, stream, bodyHash, idempotencyKey } = event
      return whole<'exchange-started'>({
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
      })
    }
    case 'response-started': {
      const { type, exchange, status, truth, asked } = event
      return whole<'response-started'>({ seq, at, type, exchange, status, truth, asked })
    }
    case 'exchange-ended': {
      const { type, exchange, how, text, finished, silence } = event
      return whole<'exchange-ended'>({ seq, at, type, exchange, how, text, finished, silence })
    }
    default:
      return { seq, at, ...event }
  }
}

function whole<Type extends EventType>(event: Whole<Type>): HistoryEvent {
  return event as unknown as HistoryEvent
}

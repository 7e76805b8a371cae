import { classOfStatus } from '../faults/index.ts'
import type { EventOf, HistoryEvent } from '../history/index.ts'
import type { Target } from '../targets/target.ts'

/** A history as a client can know it: to judge it by more would be to blame it for what it never saw. */
export function asKnownTo({ reads }: Pick<Target, 'reads'>, events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  if (reads === undefined) return events
  return events.map((event) => (event.type === 'response-started' ? withoutBody(event) : event))
}

/** The same for the use of keys, to who was given each model with a key of its own, and does not compare them. */
export function withKeyPerModel(events: readonly HistoryEvent[]): HistoryEvent[] {
  return events.map((event) =>
    event.type === 'exchange-started' ? { ...event, credential: `${event.credential} of ${event.model}` } : event,
  )
}

/** Who hands bodies on to its caller knows an error by its status, and only a header asks it for patience. */
function withoutBody(event: EventOf<'response-started'>): HistoryEvent {
  const { waitMs, ...truth } = event.truth
  if (truth.class === 'ok') return event
  const isAsked = waitMs !== undefined && Object.keys(event.asked).length > 0
  const meaning = event.status < 400 ? 'server_error' : classOfStatus(event.status)
  return { ...event, truth: { ...truth, class: meaning, ...(isAsked ? { waitMs } : {}) } }
}

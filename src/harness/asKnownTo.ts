import { classOfStatus } from '../faults/index.ts'
import type { HistoryEvent } from '../history/index.ts'
import type { Target } from '../targets/target.ts'

/**
 * The history as a client can know it that hands bodies on to its caller: an error means what its status means, and only a
 * header asks for patience. To judge it by a sentence in a body would be to blame it for what it never saw.
 */
export function asKnownTo({ reads }: Pick<Target, 'reads'>, events: readonly HistoryEvent[]): readonly HistoryEvent[] {
  if (reads === undefined) return events
  return events.map((event) => {
    if (event.type !== 'response-started' || event.status < 400) return event
    const { waitMs, ...truth } = event.truth
    const isAsked = waitMs !== undefined && Object.keys(event.asked).length > 0
    return { ...event, truth: { ...truth, class: classOfStatus(event.status), ...(isAsked ? { waitMs } : {}) } }
  })
}

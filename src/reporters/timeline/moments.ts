import type { HistoryEvent } from '../../history/index.ts'

/** Events that are one deed to a reader, in their order; each event is in one moment. */
export type Moment = readonly [HistoryEvent, ...HistoryEvent[]]

/** Puts together what follows upon each other at once: a request with its attempt, an answer with its end, pieces. */
export function momentsOf(events: readonly HistoryEvent[]): Moment[] {
  const moments: [HistoryEvent, ...HistoryEvent[]][] = []
  for (const event of events) {
    const moment = moments.at(-1)
    if (moment !== undefined && moment.at(-1)!.seq + 1 === event.seq && continues(moment, event)) moment.push(event)
    else moments.push([event])
  }
  return moments
}

function continues(moment: Moment, event: HistoryEvent): boolean {
  const [first] = moment
  const last = moment.at(-1)!
  if (event.type === 'call-delta') return last.type === 'call-delta' && last.call === event.call
  if (event.at !== first.at) return false
  switch (event.type) {
    case 'connection-opened':
      return last.type === 'attempt-started'
    case 'exchange-started':
      return last.type === 'connection-opened' || (last.type === 'attempt-started' && last.call === event.call)
    case 'exchange-ended':
      return last.type === 'response-started' && last.exchange === event.exchange && event.how !== 'client-left'
    default:
      return false
  }
}

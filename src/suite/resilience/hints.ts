import { hasUnseenConnections } from '../../harness/unseenConnections.ts'
import type { RunPlan } from '../../harness/world.ts'
import type { EventOf, History } from '../../history/index.ts'
import { messages } from '../../messages/index.ts'

const words = messages.suite.hints

/** What is probably wrong with the test, and not with the client. */
export function hintsOf({ target, scenario: { upstream, caller } }: RunPlan, history: History | undefined): string[] {
  if (caller?.stream === true && !target.supports.stream) return [words.noStream]
  if (history === undefined) return []
  const requests = history.events.filter(
    (event): event is EventOf<'exchange-started'> => event.type === 'exchange-started',
  )
  const met = history.events.some(({ type }) => type === 'connection-opened' || type === 'exchange-started')
  if (!met && !hasUnseenConnections(upstream)) return [words.neverCame]
  return requests.length > 0 && requests.every(({ call }) => call === null) ? [words.noMarker] : []
}

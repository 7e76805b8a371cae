import type { AttemptKind, CallView, EventOf, ExchangeView, HistoryView } from '../../../history/index.ts'
import { kinds } from './axes.ts'

/** Says of each exchange which kind of attempt it was: as the client tells, or as the wire shows. */
export interface KindsOfAttempts {
  exchange(exchange: ExchangeView): AttemptKind | undefined
  /** The last attempt that began until then: one that never became an exchange. */
  attemptAt(atMs: number): AttemptKind | undefined
  /** Places in `kinds`. */
  all(): number[]
}

export function kindsOfAttempts({ calls }: HistoryView): KindsOfAttempts {
  const byCall = new Map(calls.map((call) => [call.call, call]))
  return {
    exchange: (exchange) => {
      const call = exchange.started.call === null ? undefined : byCall.get(exchange.started.call)
      if (call === undefined) return undefined
      return toldBy(call, exchange) ?? seenOnTheWire(call, exchange)
    },
    attemptAt: (atMs) => lastUntil(calls, atMs)?.kind,
    all: () => {
      const seen = new Set<AttemptKind>()
      for (const call of calls) {
        for (const { kind } of call.attemptsStarted) seen.add(kind)
        if (call.attemptsStarted.length > 0) continue
        for (const exchange of call.exchanges) seen.add(seenOnTheWire(call, exchange))
      }
      return Array.from(seen, (kind) => kinds.indexOf(kind))
    },
  }
}

/** The last attempt at that model that the client said it began. */
function toldBy({ attemptsStarted }: CallView, { started }: ExchangeView): AttemptKind | undefined {
  const attempt = attemptsStarted.findLast(
    ({ seq, model }) => seq < started.seq && (model ?? started.model) === started.model,
  )
  return attempt?.kind
}

/** A client that tells nothing: an attempt beside another is a hedge, a model that was not asked before a fallback. */
function seenOnTheWire({ exchanges }: CallView, exchange: ExchangeView): AttemptKind {
  const before = exchanges.slice(0, exchanges.indexOf(exchange))
  if (before.length === 0) return 'first'
  if (before.some(({ ended }) => (ended?.seq ?? Infinity) > exchange.started.seq)) return 'hedge'
  return before.some(({ started }) => started.model === exchange.started.model) ? 'retry' : 'fallback'
}

function lastUntil(calls: readonly CallView[], atMs: number): EventOf<'attempt-started'> | undefined {
  let last: EventOf<'attempt-started'> | undefined
  for (const { attemptsStarted } of calls) {
    for (const attempt of attemptsStarted) if (attempt.at <= atMs && attempt.seq > (last?.seq ?? -1)) last = attempt
  }
  return last
}

import type { HistoryEvent } from '../history/index.ts'
import type { JudgedInvariant } from './report.ts'

const longest = 40

/**
 * The part of a history that tells a failure's story: the calls to which the evidence of the first violations belongs,
 * and the evidence itself, at most 40 events in order.
 */
export function excerptOf(events: readonly HistoryEvent[], judged: readonly JudgedInvariant[]): HistoryEvent[] {
  const proof = new Set<number>()
  for (const { result } of judged) {
    if (result.verdict === 'fail') result.violations[0]?.evidence.forEach((seq) => proof.add(seq))
  }
  if (proof.size === 0) return []
  const callOfExchange = new Map<number, number | null>()
  /** Whose request a connection was opened for: the first that it carried. */
  const callOfConnection = new Map<number, number | null>()
  for (const event of events) {
    if (event.type !== 'exchange-started') continue
    callOfExchange.set(event.exchange, event.call)
    if (!callOfConnection.has(event.connection)) callOfConnection.set(event.connection, event.call)
  }
  const callOf = (event: HistoryEvent): number | null => {
    if ('call' in event) return event.call
    if ('exchange' in event) return callOfExchange.get(event.exchange) ?? null
    return 'connection' in event ? (callOfConnection.get(event.connection) ?? null) : null
  }
  const calls = new Set<number>()
  for (const event of events) {
    const call = proof.has(event.seq) ? callOf(event) : null
    if (call !== null) calls.add(call)
  }
  const belongs = events.filter((event) => {
    const call = callOf(event)
    return proof.has(event.seq) || (call !== null && calls.has(call))
  })
  if (belongs.length <= longest) return belongs
  // Too long: the proof comes first, the rest fills up from the start.
  const kept = new Set(belongs.filter((event) => proof.has(event.seq)).slice(0, longest))
  for (const event of belongs) if (kept.size < longest) kept.add(event)
  return [...kept].sort((a, b) => a.seq - b.seq)
}

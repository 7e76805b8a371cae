import type { ExchangeView, HistoryView } from '../history/index.ts'
import { credentialOf } from './exchanges.ts'
import { Intervals } from './intervals.ts'

/**
 * Says, for the instance of the client that an exchange belongs to, when something else than backoff may have ruled how long a client waited for an endpoint: a wait that any call
 * was asked for (there, or at another endpoint, which the call would rather have gone to), a key that was refused, a
 * breaker that was not closed, a connection that failed.
 */
export function disturbances(view: HistoryView): (exchange: ExchangeView, fromMs: number, toMs: number) => boolean {
  const spans = new Map<string, Intervals>()
  const add = (key: string, fromMs: number, toMs: number) => {
    let intervals = spans.get(key)
    if (intervals === undefined) spans.set(key, (intervals = new Intervals()))
    intervals.add(fromMs, toMs)
  }
  for (const exchange of view.notable) {
    const { response, ended } = exchange
    if (response === undefined) continue
    const { class: meaning, waitMs } = response.truth
    // Who reads the body before it counts is later by as much, and right.
    if (waitMs !== undefined)
      add(`asked ${exchange.instance}`, response.at, Math.max(response.at, ended?.at ?? 0) + waitMs)
    if (meaning === 'auth' || meaning === 'quota_exhausted') add(`key ${credentialOf(exchange)}`, response.at, Infinity)
  }
  // Whose connection failed, nobody saw.
  for (const { origin, at } of view.connectionsFailed) add(`origin ${origin}`, at, at)
  const isBroken = breakerSpans(view)

  return (exchange, fromMs, toMs) => {
    const keys = [`origin ${exchange.started.origin}`, `key ${credentialOf(exchange)}`, `asked ${exchange.instance}`]
    if (isBroken(exchange.instance, fromMs, toMs)) return true
    return keys.some((key) => spans.get(key)?.overlaps(fromMs, toMs) === true)
  }
}

/**
 * Whether some breaker of an instance of the client was not closed. Clients name endpoints as they like, so every one of
 * its breakers counts.
 */
export function breakerSpans({
  breakerChanges,
}: HistoryView): (instance: number, fromMs: number, toMs: number) => boolean {
  const spans = new Map<number, Intervals>()
  for (const [instance, changes] of Map.groupBy(breakerChanges, (change) => change.instance ?? 0)) {
    spans.set(instance, spansOf(changes))
  }
  return (instance, fromMs, toMs) => spans.get(instance)?.overlaps(fromMs, toMs) === true
}

function spansOf(breakerChanges: HistoryView['breakerChanges']): Intervals {
  const openedAt = new Map<string, number>()
  const spans = new Intervals()
  for (const { endpoint, to, at } of breakerChanges) {
    const since = openedAt.get(endpoint)
    if (to === 'closed') {
      openedAt.delete(endpoint)
      if (since !== undefined) spans.add(since, at)
    } else if (since === undefined) openedAt.set(endpoint, at)
  }
  for (const since of openedAt.values()) spans.add(since, Infinity)
  return spans
}

import type { ExchangeView, HistoryView } from '../history/index.ts'
import { Intervals } from './intervals.ts'

/**
 * Says when something else than backoff may have ruled how long a client waited for an endpoint: a wait that any call
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
  for (const exchange of view.exchanges) {
    const { response, started, ended } = exchange
    if (response === undefined) continue
    const { class: meaning, waitMs } = response.truth
    // Who reads the body before it counts is later by as much, and right.
    if (waitMs !== undefined) add('asked', response.at, Math.max(response.at, ended?.at ?? 0) + waitMs)
    if (meaning === 'auth' || meaning === 'quota_exhausted') add(`key ${started.credential}`, response.at, Infinity)
  }
  for (const { origin, at } of view.connectionsFailed) add(`origin ${origin}`, at, at)
  const isBroken = breakerSpans(view)

  return (exchange, fromMs, toMs) => {
    const { origin, credential } = exchange.started
    const keys = [`origin ${origin}`, `key ${credential}`, 'asked']
    if (isBroken.overlaps(fromMs, toMs)) return true
    return keys.some((key) => spans.get(key)?.overlaps(fromMs, toMs) === true)
  }
}

/** When some breaker was not closed. Clients name endpoints as they like, so every breaker counts. */
export function breakerSpans({ breakerChanges }: HistoryView): Intervals {
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

import type { CallView, ExchangeView, HistoryView } from '../history/index.ts'
import { disturbances } from './disturbances.ts'
import { endpointOf, isAnswered, isFailed, isSameEndpoint } from './exchanges.ts'

type EndedExchange = ExchangeView & { readonly ended: NonNullable<ExchangeView['ended']> }

function hasEnded(exchange: ExchangeView): exchange is EndedExchange {
  return exchange.ended !== undefined
}

/** The time between two attempts of a call on one endpoint, where nothing but backoff can have ruled it. */
export interface RetryGap {
  /** Which retry on this endpoint, from 0. */
  readonly retry: number
  readonly before: EndedExchange
  readonly after: ExchangeView
  readonly gapMs: number
  /** The longest wait that backoff allows here. */
  readonly ceilingMs: number
  /** Whatever wait was drawn here would have been seen: so the waits that were seen are a fair sample of all drawn. */
  readonly fair: boolean
}

/**
 * The gaps that can be judged. Left out is what may have other reasons: a disturbance of the endpoint at any time until
 * the ceiling, a rate limit (its text may name a wait, which is a floor), attempts that never reached the upstream, a
 * return to an endpoint after another one (which retry it is then, clients count differently).
 */
export function* retryGaps(
  view: HistoryView,
  backoff: { readonly initialMs: number; readonly capMs: number },
  deadlineMs: number | undefined,
  missesConnections = false,
): Iterable<RetryGap> {
  // Most calls make one attempt, and most runs have no gap to be judged: what is asked of one is made for the first.
  let isDisturbed: ReturnType<typeof disturbances> | undefined
  let abortedAfterMs: number | undefined
  for (const call of view.troubled) {
    if (call.exchanges.length < 2) continue
    const told = call.attemptsStarted.length
    if (told === 0 ? missesConnections : told !== call.exchanges.length) continue
    for (const { retry, before, after } of firstRuns(call.exchanges)) {
      if (!hasEnded(before)) continue
      const { ended, response } = before
      if (ended.seq > after.started.seq) continue
      if (!isFailed(before) || isRateLimit(before)) continue
      const ceilingMs = Math.min(backoff.capMs, backoff.initialMs * 2 ** retry)
      const latest = Math.max(after.started.at, ended.at + ceilingMs)
      isDisturbed ??= disturbances(view)
      if (isDisturbed(before, ended.at, latest)) continue
      abortedAfterMs ??= soonestAbort(view.troubled)
      const callLimitMs = call.started.deadlineMs ?? deadlineMs ?? Infinity
      const lastInstant = call.started.at + Math.min(callLimitMs, abortedAfterMs)
      yield {
        retry,
        before,
        after,
        gapMs: after.started.at - ended.at,
        ceilingMs,
        fair: isAnswered(before) && response?.truth.class !== 'ok' && ended.at + ceilingMs <= lastInstant,
      }
    }
  }
}

/** By what it says; of an answer that nobody read to its end, by its status alone. */
function isRateLimit(exchange: ExchangeView): boolean {
  const { response } = exchange
  return response?.truth.class === 'rate_limited' || (response?.status === 429 && !isAnswered(exchange))
}

/** A draw that would have ended after this is never seen, in no call: the short draws near it would look like the rule. */
function soonestAbort(calls: readonly CallView[]): number {
  let soonestMs = Infinity
  for (const { started, aborted } of calls) {
    if (aborted !== undefined) soonestMs = Math.min(soonestMs, aborted.at - started.at)
  }
  return soonestMs
}

/** Neighbours in the first uninterrupted run of a call's exchanges on each endpoint. */
function* firstRuns(
  exchanges: readonly ExchangeView[],
): Iterable<{ retry: number; before: ExchangeView; after: ExchangeView }> {
  const left = new Set<string>()
  let retry = 0
  for (let index = 1; index < exchanges.length; index += 1) {
    const before = exchanges[index - 1]!
    const after = exchanges[index]!
    if (!isSameEndpoint(before, after)) {
      left.add(endpointOf(before))
      retry = 0
    } else if (!left.has(endpointOf(before))) {
      yield { retry, before, after }
      retry += 1
    }
  }
}

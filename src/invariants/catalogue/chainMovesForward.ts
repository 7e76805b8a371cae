import type { ErrorClass } from '../../protocol/errorClass.ts'
import type { ExchangeView } from '../../history/index.ts'
import { callerOf, endpointOf, isAnswered, isFailed, isSameEndpoint, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** What no second try at the same endpoint mends. */
const forGood = new Set<ErrorClass | 'ok'>([
  'invalid_request',
  'auth',
  'quota_exhausted',
  'not_found',
  'context_length',
  'content_policy',
])

/**
 * Whoever was asked to wait may come back when that is over: nothing better may have turned up meanwhile. Nothing else is
 * a reason to come back to an endpoint that was left for another: it was given up, by the class of its error, because its
 * attempts were used up, or because its key had died. Where no attempts per endpoint were declared, or a balance was, nobody
 * knows whether a client goes through a chain at all, and only the class of the error counts. Put to the test by calls that failed behind
 * their first endpoint.
 */
export const chainMovesForward = defineInvariant({
  name: 'chain-moves-forward',
  number: 2,
  requirement: 'An endpoint that a call has given up and left for another is not entered again by that call.',
  source: 'litellm #35303: fallbacks in a circle kept a replica busy for good; litellm #7091: a dead key, again.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared: { maxAttemptsPerEndpoint, balance, hedge } }) {
    const findings = new Findings()
    // Hedges go out beside the way of the call, and which of several failures it goes on from, the wire does not tell.
    if (hedge !== undefined) return findings.verdict('hedges were declared')
    const isChain = maxAttemptsPerEndpoint !== undefined && balance === undefined
    for (const { exchanges } of view.troubled) if (leavesItsFirst(exchanges)) judgeWay(exchanges, isChain, findings)
    return findings.verdict('no call failed behind its first endpoint')
  },
})

function leavesItsFirst(exchanges: readonly ExchangeView[]): boolean {
  return exchanges.some((exchange) => !isSameEndpoint(exchange, exchanges[0]!))
}

function judgeWay(exchanges: readonly ExchangeView[], isChain: boolean, findings: Findings): void {
  /** Endpoints that were left, each with what was seen of it last. */
  const left = new Map<string, ExchangeView>()
  const mayReturn = new Set<string>()
  let before: ExchangeView | undefined
  let failedElsewhere = false
  for (let index = 0; index < exchanges.length; index += 1) {
    const exchange = exchanges[index]!
    // Where a redirect leads is no choice of the client's.
    if (index > 0 && isRedirect(exchanges[index - 1]!)) continue
    const endpoint = endpointOf(exchange)
    if (before !== undefined && !isSameEndpoint(before, exchange)) {
      left.set(endpointOf(before), before)
      const last = left.get(endpoint)
      if (last !== undefined && (isGivenUp(last) || (isChain && !mayReturn.has(endpoint)))) {
        findings.violated(
          `${callerOf(exchange)} came back to ${placeOf(exchange)} from ${placeOf(before)}; it had left it after ` +
            `${endingOf(last)}`,
          ...[last.ended ?? last.started, before.started, exchange.started].toSorted((a, b) => a.seq - b.seq),
        )
      }
    }
    if (asksToWait(exchange)) mayReturn.add(endpoint)
    failedElsewhere ||= left.size > 0 && isFailed(exchange)
    before = exchange
  }
  if (failedElsewhere) findings.checked()
}

function isRedirect({ response }: ExchangeView): boolean {
  return response !== undefined && response.status >= 300 && response.status < 400
}

function isGivenUp(exchange: ExchangeView): boolean {
  if (!isAnswered(exchange) || exchange.response.asked['x-should-retry'] === 'true') return false
  return forGood.has(exchange.response.truth.class)
}

/** A rate limit may name its wait in words alone. */
function asksToWait({ response }: ExchangeView): boolean {
  return response !== undefined && (response.truth.waitMs !== undefined || response.truth.class === 'rate_limited')
}

function endingOf({ response, ended }: ExchangeView): string {
  if (response !== undefined) return `${response.status} (${response.truth.class})`
  return ended === undefined ? 'no answer' : `no answer (${ended.how})`
}

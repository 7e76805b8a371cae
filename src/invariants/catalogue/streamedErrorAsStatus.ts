import type { CallView, Declared, ExchangeView, HistoryView } from '../../history/index.ts'
import type { ErrorClass } from '../../protocol/errorClass.ts'
import { breakerSpans } from '../disturbances.ts'
import { credentialOf, endpointOf, isAnswered, placeOf, type AnsweredExchange } from '../exchanges.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { isLater } from '../timing.ts'

/** As a status these are tried again. Which of them it is, the words alone do not always tell. */
const passing = new Set<ErrorClass | 'ok' | null>(['overloaded', 'server_error', 'rate_limited'])

/** As a status these are not. */
const leftAlone = new Set<ErrorClass | 'ok'>(['auth', 'quota_exhausted', 'not_found', 'invalid_request'])

const spoilsKey = new Set<ErrorClass | 'ok' | undefined>(['auth', 'quota_exhausted'])

/** With more attempts a breaker may open, or a budget of retries be used up, that nobody declared. */
const usualAttempts = 9

/** The window of a budget of retries. */
const budgetSeconds = 10

/**
 * Put to the test by streams whose first word is an error. That the status said 200 is no answer, and no reason to treat
 * it otherwise: what may be tried again is, what may not is not, and the client gives it the class that it has.
 */
export const streamedErrorAsStatus = defineInvariant({
  name: 'streamed-error-as-status',
  number: 19,
  requirement: 'An error that a stream says before its first word is treated like the same error as a status.',
  source: 'vercel/ai #18667: it bypassed maxRetries; litellm#40578: it passed as an empty success; OpenRouter’s docs.',
  strength: 'must',
  vantage: 'driver',
  check(view, context) {
    const findings = new Findings()
    let isBroken: ReturnType<typeof breakerSpans> | undefined
    for (const call of view.streams) {
      if (!call.started.stream || call.aborted !== undefined || call.left !== undefined) continue
      for (const exchange of call.exchanges) {
        if (!isErrorAtOnce(exchange, call)) continue
        findings.checked()
        judgeTold(call, exchange, context, findings)
        judgeReturn(call, exchange, findings)
        if (exchange !== call.exchanges.at(-1) || wasTriedSince(call, exchange, view)) continue
        isBroken ??= breakerSpans(view)
        if (mayTryAgain(call, exchange, isBroken, view, context)) judgeEnding(call, exchange, context, findings)
      }
    }
    return findings.verdict('no stream began with an error')
  },
})

function isErrorAtOnce(exchange: HistoryView['exchanges'][number], { deltas }: CallView): exchange is AnsweredExchange {
  if (!exchange.started.stream || !isAnswered(exchange) || exchange.ended.text !== '') return false
  const { status, truth } = exchange.response
  if (status !== 200 || !(passing.has(truth.class) || leftAlone.has(truth.class))) return false
  return deltas.every(({ seq }) => seq > exchange.ended.seq)
}

/** A client that tells classes tells this one's, or one that is treated alike. */
function judgeTold(call: CallView, exchange: AnsweredExchange, { declared }: JudgingContext, findings: Findings): void {
  const { attemptsStarted, attemptsEnded, exchanges } = call
  if (declared.hedge !== undefined || attemptsStarted.length !== exchanges.length) return
  const attempt = attemptsStarted[exchanges.indexOf(exchange)]?.attempt
  const told = attemptsEnded.find((ended) => ended.attempt === attempt)
  const { truth } = exchange.response
  if (told === undefined || told.errorClass === truth.class) return
  if (passing.has(truth.class) && passing.has(told.errorClass)) return
  findings.violated(
    `call ${call.call} took the error (${truth.class}) that a stream of ${placeOf(exchange)} began with for ` +
      `${told.errorClass ?? 'an answer'}`,
    ...[exchange.response, exchange.ended, told].toSorted((a, b) => a.seq - b.seq),
  )
}

function judgeReturn(call: CallView, exchange: AnsweredExchange, findings: Findings): void {
  const { truth } = exchange.response
  if (!leftAlone.has(truth.class) || exchange.response.asked['x-should-retry'] === 'true') return
  const back = call.exchanges.find(
    (other) => other.started.seq > exchange.ended.seq && endpointOf(other) === endpointOf(exchange),
  )
  if (back === undefined) return
  findings.violated(
    `call ${call.call} asked ${placeOf(back)} again after its stream had begun with ${truth.class}`,
    exchange.response,
    back.started,
  )
}

/** An attempt that comes to no exchange is one: another origin that cannot be reached may be what the call failed by. */
function wasTriedSince({ attemptsStarted }: CallView, { ended }: AnsweredExchange, view: HistoryView): boolean {
  const isAfter = ({ seq }: { readonly seq: number }) => seq > ended.seq
  return attemptsStarted.some(isAfter) || view.connectionsFailed.some(isAfter)
}

/** Everything speaks for another attempt: the policy, the time, and that hardly anything has gone wrong before. */
function mayTryAgain(
  call: CallView,
  exchange: AnsweredExchange,
  isBroken: ReturnType<typeof breakerSpans>,
  view: HistoryView,
  { declared }: JudgingContext,
): boolean {
  const { maxAttemptsPerCall, maxAttemptsPerEndpoint, backoff, hedge, rpm, tpm, maxConcurrent } = declared
  if (maxAttemptsPerCall === undefined || maxAttemptsPerEndpoint === undefined || backoff === undefined) return false
  if ((hedge ?? rpm ?? tpm ?? maxConcurrent ?? declared.budgetUsd) !== undefined) return false
  const { response, ended } = exchange
  // A rate limit may name a long wait in words alone.
  const isTriedAgain = passing.has(response.truth.class) && response.truth.class !== 'rate_limited'
  if (!isTriedAgain || response.truth.waitMs !== undefined) return false
  if (response.asked['x-should-retry'] !== undefined) return false
  const attemptsMade = Math.max(call.exchanges.length, call.attemptsStarted.length)
  if (attemptsMade >= maxAttemptsPerCall) return false
  // Which endpoint an attempt without an exchange was for, its name alone does not tell: it may be this one.
  const elsewhere = call.exchanges.filter((other) => endpointOf(other) !== endpointOf(exchange)).length
  if (attemptsMade - elsewhere >= maxAttemptsPerEndpoint) return false
  const deadlineMs = call.started.deadlineMs ?? declared.deadlineMs ?? Infinity
  const roomMs = call.started.at + deadlineMs - ended.at
  // The longest backoff, and as long an attempt as this one.
  if (roomMs <= backoff.capMs + (ended.at - exchange.started.at) + 1) return false
  if (isBroken(call.instance, 0, ended.at)) return false
  if (hasLostItsKey(exchange, view)) return false
  return attemptsOf(view) <= fewAttempts(declared)
}

/** What refuses the key of one call refuses it for all. */
function hasLostItsKey(exchange: ExchangeView, { exchanges }: HistoryView): boolean {
  const key = credentialOf(exchange)
  return exchanges.some(
    (other) => other !== exchange && spoilsKey.has(other.response?.truth.class) && credentialOf(other) === key,
  )
}

/** With no more in the whole run a breaker stays closed, and a budget of retries has room for one more. */
function fewAttempts({ retryBudget, breaker }: Declared): number {
  const paid = (retryBudget?.floorPerSecond ?? Infinity) * budgetSeconds
  return Math.min(usualAttempts, paid, (breaker?.minSamples ?? Infinity) - 1)
}

/** Those that never reached the upstream count too, where the client tells of them. */
function attemptsOf({ exchanges, calls }: HistoryView): number {
  const told = calls.reduce((sum, { attemptsStarted }) => sum + attemptsStarted.length, 0)
  return Math.max(exchanges.length, told)
}

function judgeEnding(
  call: CallView,
  exchange: AnsweredExchange,
  { toleranceMs }: JudgingContext,
  findings: Findings,
): void {
  const { ended } = call
  if (ended === undefined || ended.outcome.ok || isLater(ended.at, exchange.ended.at, toleranceMs)) return
  findings.violated(
    `call ${call.call} failed at once when a stream of ${placeOf(exchange)} began with ${exchange.response.truth.class}; ` +
      'as a status it would have been tried again',
    exchange.response,
    ended,
  )
}

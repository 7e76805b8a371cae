import type { CallView, DeclaredTimeouts, EventOf } from '../../history/index.ts'
import { placeOf } from '../exchanges.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { earlier, firstDue, firstTokenDue, wasLeftEarly } from '../timeLimits.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * Put to the test by exchanges that a client left at a limit, and by the limits that it says it has left at. The wire does
 * not see a connection that never came about: that limit, and the handshake's, only the client's own events tell.
 */
export const timeLimitsKept = defineInvariant({
  name: 'time-limits-kept',
  number: 12,
  requirement:
    'Every attempt has its time limits to itself: it is left when one of them has passed, not later, not sooner, and with its name.',
  source: 'miruamel/xingyu #72: one AbortSignal.timeout for all attempts; undici: limits that fire half a second late.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const findings = new Findings()
    const { timeouts } = context.declared
    if (timeouts === undefined) return findings.verdict('no time limits were declared')
    const lastMs = view.events.at(-1)?.at ?? 0
    for (const call of view.calls) {
      for (let index = 0; index < call.exchanges.length; index += 1) {
        judgeExchange(call, index, lastMs, timeouts, context, findings)
      }
      for (const ended of call.attemptsEnded) {
        if (ended.errorClass === 'timeout') judgeTold(call, ended, timeouts, context, findings)
      }
    }
    return findings.verdict('no attempt met a time limit')
  },
})

function judgeExchange(
  call: CallView,
  index: number,
  lastMs: number,
  timeouts: DeclaredTimeouts,
  { declared: { hedge, deadlineMs }, toleranceMs }: JudgingContext,
  findings: Findings,
): void {
  const exchange = call.exchanges[index]!
  const { started, ended } = exchange
  const endMs = ended?.at ?? lastMs
  const due = earlier(
    firstDue(exchange, timeouts, endMs, call.resumed !== undefined),
    firstTokenDue(exchange, timeouts, endMs),
  )
  if (due !== undefined && !isLater(due.atMs, endMs, toleranceMs)) {
    findings.checked()
    if (isLater(endMs, due.atMs, toleranceMs)) {
      findings.violated(
        `call ${call.call} held its exchange with ${placeOf(exchange)} for ${inMs(endMs - started.at)}, which is ` +
          `${inMs(endMs - due.atMs)} longer than ${due.limit} of ${inMs(due.limitMs)} allows`,
        started,
        ...(ended === undefined ? [] : [ended]),
      )
    }
  }
  // The loser of a race is closed when another attempt wins.
  if (hedge === undefined && wasLeftEarly(call, index, timeouts, deadlineMs, toleranceMs)) {
    findings.violated(
      `call ${call.call} left its exchange with ${placeOf(exchange)} after ${inMs(endMs - started.at)}, before any limit ` +
        `had passed: headersMs is ${inMs(timeouts.headersMs!)}`,
      started,
      ended!,
    )
  }
}

/** The limit behind each reason that our client gives. */
const limitOf: Readonly<Record<string, keyof DeclaredTimeouts>> = {
  connect: 'connectMs',
  tls: 'tlsMs',
  headers: 'headersMs',
  first_token: 'firstTokenMs',
  byte_idle: 'byteIdleMs',
  token_idle: 'tokenIdleMs',
  attempt: 'attemptMs',
}

function judgeTold(
  call: CallView,
  ended: EventOf<'attempt-ended'>,
  timeouts: DeclaredTimeouts,
  { declared: { hedge }, toleranceMs }: JudgingContext,
  findings: Findings,
): void {
  const limit = limitOf[ended.reason ?? '']
  const limitMs = limit === undefined ? undefined : timeouts[limit]
  const started = call.attemptsStarted.find(({ attempt }) => attempt === ended.attempt)
  if (limit === undefined || limitMs === undefined || started === undefined) return
  findings.checked()
  const tookMs = ended.at - started.at
  const isSoon = isLater(limitMs, tookMs, toleranceMs)
  if (isSoon || (limit === 'attemptMs' && isLater(tookMs, limitMs, toleranceMs))) {
    findings.violated(
      `call ${call.call} gave its attempt on ${ended.endpoint} up after ${inMs(tookMs)} by ${limit} of ${inMs(limitMs)}`,
      started,
      ended,
    )
    return
  }
  // Which exchange is which attempt's is plain only where each attempt came to be an exchange, one after the other.
  if (hedge !== undefined || call.attemptsStarted.length !== call.exchanges.length) return
  const exchange = call.exchanges[call.attemptsStarted.indexOf(started)]!
  const hadHead = exchange.response !== undefined && isLater(ended.at, exchange.response.at, toleranceMs)
  const isWrong = limit === 'headersMs' ? hadHead : limit !== 'attemptMs' && exchange.response === undefined
  if (!isWrong) return
  findings.violated(
    `call ${call.call} gave its attempt on ${ended.endpoint} up by ${limit}, but ${hadHead ? 'its head had come' : 'no head ever came'}`,
    exchange.response ?? exchange.started,
    ended,
  )
}

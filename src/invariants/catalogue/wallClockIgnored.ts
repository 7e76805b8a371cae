import type { CallView, DeclaredTimeouts, EventOf, HistoryEvent, HistoryView } from '../../history/index.ts'
import { askOf } from '../asks.ts'
import { callerOf, endpointOf, isAnswered, mayHideAnswers, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings, type JudgingContext } from '../invariant.ts'
import { earlier, firstDue, firstTokenDue, wasLeftEarly } from '../timeLimits.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * Put to the test by waits and time limits that were running when the wall clock was set. A wait that was written as a date
 * is the exception: it is read by that clock, once.
 */
export const wallClockIgnored = defineInvariant({
  name: 'wall-clock-ignored',
  number: 34,
  requirement: 'A wall clock that is set, forward or back, changes no wait and no time limit that is under way.',
  source:
    'The tutorial slept 3,660 s after a step of -1 h; POSIX: CLOCK_MONOTONIC is not affected by discontinuous jumps.',
  strength: 'should',
  vantage: 'driver',
  check(view, context) {
    const findings = new Findings()
    // Of a client that keeps no asked wait a short one says nothing about its clock.
    const keepsAsks = context.declared.longestAskedWaitMs !== undefined && !mayHideAnswers(context)
    for (const jump of view.wallJumps) {
      for (const call of view.calls) {
        if (call.started.seq > jump.seq) continue
        if (call.ended !== undefined && call.ended.seq < jump.seq) continue
        judgeWaits(call, jump, context, findings)
        judgeLimits(call, jump, view, context, findings)
        if (keepsAsks) judgeAsks(call, jump, context.toleranceMs, findings)
      }
    }
    return findings.verdict('no wall clock was set while anybody waited')
  },
})

type Jump = EventOf<'wall-jumped'>

/** What the client says of its waits. */
function judgeWaits(call: CallView, jump: Jump, { declared, toleranceMs }: JudgingContext, findings: Findings): void {
  const dueMs = call.started.at + (call.started.deadlineMs ?? declared.deadlineMs ?? Infinity)
  const movesUp = (declared.rpm ?? declared.tpm) !== undefined
  for (const wait of call.waits) {
    const endMs = wait.at + wait.delayMs
    if (wait.seq > jump.seq) {
      if (!isLater(endMs, dueMs, toleranceMs)) continue
      findings.checked()
      findings.violated(
        `call ${call.call} sets out to wait for ${inMs(wait.delayMs)}, beyond its deadline, after the wall clock was set`,
        jump,
        wait,
      )
      continue
    }
    if ((wait.reason !== 'backoff' && wait.reason !== 'asked') || !isLater(endMs, jump.at, 0)) continue
    const next = nextOf(call, wait)
    if (next === undefined || call.aborted !== undefined) continue
    findings.checked()
    const isEarly = !movesUp && isLater(endMs, next.at, toleranceMs)
    if (!isEarly && !isLater(next.at, endMs, toleranceMs)) continue
    findings.violated(
      `call ${call.call} set out to wait for ${inMs(wait.delayMs)} and waited for ${inMs(next.at - wait.at)}: the wall clock ` +
        `was set by ${inMs(jump.byMs)} meanwhile`,
      wait,
      jump,
      next,
    )
  }
}

/** What the call did next. */
function nextOf(call: CallView, { seq }: { readonly seq: number }): HistoryEvent | undefined {
  let next = call.ended
  const take = (event: HistoryEvent) => {
    if (event.seq > seq && event.seq < (next?.seq ?? Infinity)) next = event as typeof next
  }
  call.waits.forEach(take)
  call.attemptsStarted.forEach(take)
  for (const { started } of call.exchanges) take(started)
  return next
}

function judgeLimits(
  call: CallView,
  jump: Jump,
  { events }: HistoryView,
  { declared: { timeouts, hedge, deadlineMs }, toleranceMs }: JudgingContext,
  findings: Findings,
): void {
  if (timeouts === undefined) return
  const lastMs = events.at(-1)!.at
  for (let index = 0; index < call.exchanges.length; index += 1) {
    const exchange = call.exchanges[index]!
    if (exchange.wallJumped !== true) continue
    const { started, ended } = exchange
    if (ended !== undefined && ended.seq < jump.seq) continue
    const endMs = ended?.at ?? lastMs
    const due = earlier(
      firstDue(exchange, timeouts, endMs, call.resumed !== undefined),
      firstTokenDue(exchange, timeouts, endMs),
    )
    const isLate = due !== undefined && isLater(endMs, due.atMs, toleranceMs)
    const isEarly = hedge === undefined && wasLeftEarly(call, index, timeouts, deadlineMs, toleranceMs)
    const metLimit = due !== undefined && !isLater(due.atMs, endMs, toleranceMs)
    // By a clock that was set forward all its limits were over, and it went on.
    const outlivedAll = jump.byMs >= longestOf(timeouts) && isLater(endMs, jump.at, toleranceMs)
    if (metLimit || outlivedAll) findings.checked()
    if (!isLate && !isEarly) continue
    findings.violated(
      `call ${call.call} held its exchange with ${placeOf(exchange)} for ${inMs(endMs - started.at)}, ` +
        `${isLate ? 'longer than its limits allow' : 'and no limit had passed'}: the wall clock was set by ${inMs(jump.byMs)}`,
      started,
      jump,
      ...(ended === undefined ? [] : [ended]),
    )
  }
}

function longestOf({
  headersMs = Infinity,
  byteIdleMs = 0,
  firstTokenMs = 0,
  attemptMs = 0,
}: DeclaredTimeouts): number {
  return Math.max(headersMs, byteIdleMs, firstTokenMs, attemptMs)
}

/** A wait in so many seconds does not end sooner because the wall clock says that they are over. */
function judgeAsks({ exchanges }: CallView, jump: Jump, toleranceMs: number, findings: Findings): void {
  for (const answer of exchanges) {
    if (!isAnswered(answer) || !isLater(jump.at, answer.ended.at, toleranceMs)) continue
    const ask = askOf(answer)
    if (ask === undefined || ask.isInstant || !isLater(ask.dueMs, jump.at, toleranceMs)) continue
    findings.checked()
    const back = exchanges.find(({ started }) => started.seq > jump.seq)
    if (back === undefined || endpointOf(back) !== ask.endpoint) continue
    if (!isLater(ask.dueMs, back.started.at, toleranceMs)) continue
    findings.violated(
      `${callerOf(back)} came back to ${placeOf(back)} ${inMs(ask.dueMs - back.started.at)} too early: it had asked for ` +
        `${inMs(ask.waitMs)}, and the wall clock was set by ${inMs(jump.byMs)} meanwhile`,
      answer.response,
      jump,
      back.started,
    )
  }
}

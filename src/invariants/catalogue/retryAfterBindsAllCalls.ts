import type { HistoryView } from '../../history/index.ts'
import { askOf, mayAsk, type Ask } from '../asks.ts'
import { callerOf, endpointOf, mayHideAnswers, placeOf, walk, whyHidden } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { firstAbove } from '../ordered.ts'
import { inMs, isLater, roundingMs } from '../timing.ts'

/** Put to the test by asks during whose wait another call began: only such a call can have known and still gone there. */
export const retryAfterBindsAllCalls = defineInvariant({
  name: 'retry-after-binds-all-calls',
  number: 6,
  requirement: 'The time that an endpoint asked for binds every call of the process, not only the one that was told.',
  source: 'RFC 9110 section 10.2.3: "before making a follow-up request"; litellm #7669: cooldown ignored Retry-After.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const { toleranceMs } = context
    const findings = new Findings()
    if (mayHideAnswers(context)) return findings.verdict(whyHidden)
    const why = 'no call began while an endpoint had asked another one for a wait'
    const answers = view.refusals.filter(mayAsk)
    if (answers.length === 0) return findings.verdict(why)
    const anotherBegan = callsBegun(view, toleranceMs)
    /** Per endpoint the ask that binds longest. A call’s own ask is held against it by `retry-after-honoured`. */
    const asks = new Map<string, Ask>()
    walk(view.exchanges, answers, ({ started }, { ended }) => isLater(started.at, ended.at, toleranceMs), {
      answer: (answer) => {
        const ask = askOf(answer)
        if (ask === undefined) return
        if (anotherBegan(ask)) findings.checked()
        const earlier = asks.get(ask.endpoint)
        if (earlier === undefined || earlier.dueMs < ask.dueMs) asks.set(ask.endpoint, ask)
      },
      start: (exchange) => {
        if (asks.size === 0) return
        const { started } = exchange
        const ask = asks.get(endpointOf(exchange))
        if (ask === undefined || (started.call !== null && ask.answer.started.call === started.call)) return
        if (!isLater(ask.dueMs, started.at, toleranceMs)) return
        findings.violated(
          `${callerOf(exchange)} went to ${placeOf(exchange)} ${inMs(started.at - ask.answer.response.at)} after it ` +
            `had asked ${callerOf(ask.answer)} for ${inMs(ask.waitMs)}`,
          ask.answer.response,
          started,
        )
      },
    })
    return findings.verdict(why)
  },
})

/** Whether the instance of the client that was asked for a wait began a call meanwhile. */
function callsBegun({ calls, isFleet }: HistoryView, toleranceMs: number): (ask: Ask) => boolean {
  const ofEach = isFleet ? Map.groupBy(calls, ({ instance }) => instance) : new Map([[0, calls]])
  const startsOfEach = new Map<number, readonly number[]>()
  return ({ answer, dueMs }) => {
    let starts = startsOfEach.get(answer.instance)
    if (starts === undefined) {
      starts = (ofEach.get(answer.instance) ?? []).map(({ started }) => started.at)
      startsOfEach.set(answer.instance, starts)
    }
    const next = starts[firstAbove(starts, answer.ended.at + toleranceMs + roundingMs)]
    return next !== undefined && next < dueMs - toleranceMs
  }
}

import type { CallView, HistoryView } from '../../history/index.ts'
import { ClosedEndpoints } from '../closedEndpoints.ts'
import { mayHideAnswers, whyHidden } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * A wait that is asked for may be sat out up to the declared limit, so an endpoint counts as closed only beyond it, or
 * beyond the deadline. Only the client's own events tell that a call made no attempt: a refused connection leaves no trace
 * on the wire. Put to the test by calls that made none while everything they could have asked was closed.
 */
export const allOpenFailsFast = defineInvariant({
  name: 'all-open-fails-fast',
  number: 26,
  requirement:
    'While every endpoint is cooling or its circuit is open, a call fails at once and says when to come back: it does not sleep.',
  source:
    'litellm #27823: the error of an all-cooling router carried no time; resilience4j: CallNotPermittedException.',
  strength: 'must',
  vantage: 'client',
  check(view, context) {
    const { toleranceMs } = context
    const findings = new Findings()
    if (mayHideAnswers(context)) return findings.verdict(whyHidden)
    const unsent = view.troubled.filter((call) => madeNoAttempt(call) && !lacksMoney(call))
    if (unsent.length > 0) judgeUnsent(unsent, view, new ClosedEndpoints(view, context), toleranceMs, findings)
    return findings.verdict('no call met closed endpoints alone')
  },
})

function madeNoAttempt({ exchanges, attemptsStarted, aborted, left }: CallView): boolean {
  return exchanges.length === 0 && attemptsStarted.length === 0 && aborted === undefined && left === undefined
}

/** No instant brings the money back, whatever else is closed. */
function lacksMoney({ ended }: CallView): boolean {
  return ended?.outcome.ok === false && ended.outcome.errorClass === 'budget'
}

function judgeUnsent(
  calls: readonly CallView[],
  { events }: HistoryView,
  endpoints: ClosedEndpoints,
  toleranceMs: number,
  findings: Findings,
): void {
  for (const call of calls) {
    const { started, ended, waits } = call
    const closing = endpoints.whenAllClosed(call)
    if (closing === undefined) continue
    findings.checked()
    const last = ended ?? events.at(-1)!
    if (isLater(last.at, started.at, toleranceMs)) {
      findings.violated(
        `call ${call.call} slept for ${inMs(last.at - started.at)} although every endpoint was closed to it: ${closing.why}`,
        closing.event,
        started,
        ...waits,
        last,
      )
    } else if (ended?.outcome.ok === false && ended.outcome.errorClass !== null && ended.outcome.retryAtMs === null) {
      findings.violated(
        `call ${call.call} failed because every endpoint was closed, and does not say when one opens: ${closing.why}`,
        closing.event,
        ended,
      )
    }
  }
}

import type { CallOutcome, CallView, EventOf, HistoryEvent, HistoryView } from '../../history/index.ts'
import { breakerSpans } from '../disturbances.ts'
import { isFailed } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { firstAbove } from '../ordered.ts'
import { inMs, isLater } from '../timing.ts'

/**
 * A wait is in vain only if nothing came between: while a call waits to try again, a breaker may open or a key may die
 * under the calls beside it, and it then rightly gives up. Such calls are not judged, nor are those that end with a
 * local refusal.
 */
export const noWaitAfterLastAttempt = defineInvariant({
  name: 'no-wait-after-last-attempt',
  number: 10,
  requirement: 'A call that will not try again fails at once: nobody sleeps after the last attempt.',
  source: 'litellm’s retry loop; the tutorial’s client sleeps up to 10 s before it gives up.',
  strength: 'must',
  vantage: 'driver',
  check(view, { toleranceMs }) {
    const findings = new Findings()
    const setbacks = setbacksOf(view)
    const isBroken = breakerSpans(view)
    const hadReason = (from: HistoryEvent, to: HistoryEvent) =>
      (setbacks[firstAbove(setbacks, from.seq)] ?? Infinity) < to.seq || isBroken.overlaps(from.at, to.at)
    for (const call of view.calls) {
      const { ended, aborted, left, waits } = call
      if (ended === undefined || ended.outcome.ok || aborted !== undefined || left !== undefined) continue
      const last = lastSignOfAttempt(call)
      if (last === undefined || last.type === 'attempt-started') continue
      const isLate = isLater(ended.at, last.at, toleranceMs)
      if (isLate && (wasRefusedLocally(ended.outcome) || hadReason(last, ended))) continue
      findings.checked()
      if (!isLate) continue
      findings.violated(
        `call ${call.call} failed ${inMs(ended.at - last.at)} after its last attempt had ended`,
        last,
        ...waits.filter(({ seq }) => seq > last.seq),
        ended,
      )
    }
    return findings.verdict('no call failed by its last attempt')
  },
})

function wasRefusedLocally(outcome: CallOutcome & { ok: false }): boolean {
  return outcome.errorClass === 'circuit_open' || outcome.errorClass === 'local_limit'
}

type SignOfAttempt = EventOf<'exchange-ended'> | EventOf<'attempt-started'> | EventOf<'attempt-ended'>

/** Undefined where no attempt reached the upstream, or one is still open there. */
function lastSignOfAttempt({ exchanges, attemptsStarted, attemptsEnded }: CallView): SignOfAttempt | undefined {
  let last: SignOfAttempt | undefined
  for (const { ended } of exchanges) {
    if (ended === undefined) return undefined
    if (last === undefined || ended.seq > last.seq) last = ended
  }
  if (last === undefined) return undefined
  for (const event of [attemptsStarted.at(-1), attemptsEnded.at(-1)]) {
    if (event !== undefined && event.seq > last.seq) last = event
  }
  return last
}

/** `seq` of all that may change what any call can still hope for, ascending. */
function setbacksOf({ exchanges, breakerChanges, connectionsFailed }: HistoryView): number[] {
  const setbacks = [...breakerChanges, ...connectionsFailed].map(({ seq }) => seq)
  for (const exchange of exchanges) {
    if (!isFailed(exchange)) continue
    const { response, ended } = exchange
    if (response !== undefined) setbacks.push(response.seq)
    if (ended !== undefined) setbacks.push(ended.seq)
  }
  return setbacks.toSorted((a, b) => a - b)
}

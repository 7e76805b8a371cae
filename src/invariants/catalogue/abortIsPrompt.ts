import type { CallView, EventOf } from '../../history/index.ts'
import { placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater, isReached } from '../timing.ts'

/** A call that had ended before its abort is not put to the test, nor is one whose answer was in by then. */
export const abortIsPrompt = defineInvariant({
  name: 'abort-is-prompt',
  number: 14,
  requirement: 'When the caller aborts, the call fails at once, its exchanges are closed, and nothing more is tried.',
  source:
    'openai-node #2580, vercel/ai #7656: an abort waited out the Retry-After; p-retry #97; cockatiel tried once more.',
  strength: 'must',
  vantage: 'driver',
  check(view, { toleranceMs }) {
    const findings = new Findings()
    const last = view.events.at(-1)!
    for (const call of view.troubled) {
      const { aborted, ended } = call
      if (aborted === undefined || (ended !== undefined && ended.seq < aborted.seq)) continue
      if (wasAnsweredByThen(call, aborted, toleranceMs)) continue
      findings.checked()
      judgeEnding(call, aborted, last, toleranceMs, findings)
      for (const exchange of call.exchanges) {
        const { started, ended: closed } = exchange
        if (started.seq > aborted.seq && isReached(started.at, aborted.at, toleranceMs)) {
          const afterMs = inMs(started.at - aborted.at)
          findings.violated(`call ${call.call} tried ${placeOf(exchange)} ${afterMs} after its abort`, aborted, started)
        } else if (closed === undefined ? isReached(last.at, aborted.at, toleranceMs) : isLate(closed)) {
          const openMs = closed === undefined ? 'to the end of the run' : `for ${inMs(closed.at - aborted.at)}`
          const message = `call ${call.call} held its exchange with ${placeOf(exchange)} open ${openMs} after its abort`
          findings.violated(message, aborted, closed ?? started)
        }
      }

      function isLate({ at }: { readonly at: number }): boolean {
        return isLater(at, aborted!.at, toleranceMs)
      }
    }
    return findings.verdict('no call was aborted while it ran')
  },
})

function judgeEnding(
  { call, ended, left }: CallView,
  aborted: EventOf<'call-aborted'>,
  last: { readonly seq: number; readonly at: number },
  toleranceMs: number,
  findings: Findings,
): void {
  if (ended === undefined) {
    if (left !== undefined || !isReached(last.at, aborted.at, toleranceMs)) return
    findings.violated(`call ${call} never ended after its abort`, aborted)
  } else if (isLater(ended.at, aborted.at, toleranceMs)) {
    findings.violated(`call ${call} ended ${inMs(ended.at - aborted.at)} after its abort`, aborted, ended)
  } else if (ended.outcome.ok) {
    findings.violated(`call ${call} was aborted and yet ended as a success`, aborted, ended)
  }
}

/**
 * The last byte was there when the abort came, be it that its reader was slow: then a success at that instant is as right
 * as a failure.
 */
function wasAnsweredByThen({ ended, exchanges }: CallView, { at }: { at: number }, toleranceMs: number): boolean {
  return (
    ended?.outcome.ok === true &&
    !isLater(ended.at, at, toleranceMs) &&
    exchanges.some(({ ended: closed }) => {
      return closed?.finished === true && !isLater(closed.at, at, toleranceMs)
    })
  )
}

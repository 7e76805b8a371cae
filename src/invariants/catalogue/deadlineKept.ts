import { placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater, isReached } from '../timing.ts'

/** Put to the test by calls that failed or took at least half their time: a quick answer proves nothing. */
export const deadlineKept = defineInvariant({
  name: 'deadline-kept',
  number: 11,
  requirement: 'A call is over when its deadline is, and no attempt of it starts then or later.',
  source: 'gRPC deadlines; ky: the total time-out covers retries and waits.',
  strength: 'must',
  vantage: 'driver',
  check(view, { declared, toleranceMs }) {
    const findings = new Findings()
    const last = view.events.at(-1)
    for (const { call, started, ended, left, resumed, exchanges } of view.calls) {
      const deadlineMs = started.deadlineMs ?? declared.deadlineMs
      if (deadlineMs === undefined) continue
      const due = started.at + deadlineMs
      if (ended !== undefined) {
        if (!ended.outcome.ok || ended.at - started.at >= deadlineMs / 2) findings.checked()
        // A reader that was busy with the last piece can be told when it comes back, and not before.
        if (isLater(ended.at, Math.max(due, resumed?.at ?? due), toleranceMs)) {
          const lastedMs = inMs(ended.at - started.at)
          findings.violated(
            `call ${call} ended after ${lastedMs}; its deadline was ${inMs(deadlineMs)}`,
            started,
            ended,
          )
        }
      } else if (left === undefined && last !== undefined && isLater(last.at, due, toleranceMs)) {
        findings.checked()
        findings.violated(`call ${call} had not ended when its deadline of ${inMs(deadlineMs)} was over`, started, last)
      }
      for (const exchange of exchanges) {
        if (!isReached(exchange.started.at, due, toleranceMs)) continue
        const afterMs = inMs(exchange.started.at - started.at)
        findings.violated(
          `call ${call} tried ${placeOf(exchange)} after ${afterMs}; its deadline was ${inMs(deadlineMs)}`,
          started,
          exchange.started,
        )
      }
    }
    return findings.verdict('no call with a deadline failed or took half of its time')
  },
})

import { isFailed, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { isReached } from '../timing.ts'

/** Put to the test by streams that broke after their first content while the caller was still there. */
export const noAttemptAfterFirstDelta = defineInvariant({
  name: 'no-attempt-after-first-delta',
  number: 16,
  requirement: 'Once the caller has got a first piece of a stream, no new attempt of that call is made.',
  source: 'gRPC: a call is committed with the first message; ai-retry #51: a fallback started the stream anew.',
  strength: 'must',
  vantage: 'driver',
  check(view, { toleranceMs }) {
    const findings = new Findings()
    for (const { call, deltas, exchanges, aborted, left } of view.streams) {
      const first = deltas[0]
      if (first === undefined) continue
      const broke = exchanges.some((exchange) => exchange.started.seq < first.seq && isFailed(exchange))
      if (broke && aborted === undefined && left === undefined) findings.checked()
      for (const exchange of exchanges) {
        const { started } = exchange
        if (started.seq < first.seq || !isReached(started.at, first.at, toleranceMs)) continue
        findings.violated(
          `call ${call} tried ${placeOf(exchange)} after its caller had got the first piece`,
          first,
          started,
        )
      }
    }
    return findings.verdict('no stream broke after its first piece')
  },
})

import { askOf, mayAsk, type Ask } from '../asks.ts'
import { byCall, callerOf, endpointOf, mayHideAnswers, placeOf, startedAfter, walk, whyHidden } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

/** Falling back, or giving up, honours the wait as well: only the endpoint that asked must be left in peace. */
export const retryAfterHonoured = defineInvariant({
  name: 'retry-after-honoured',
  number: 5,
  requirement:
    'A call does not come back to an endpoint before the time that it asked for; if that is too long, not at all.',
  source: 'RFC 9110 section 10.2.3; vercel/ai and openai-node came back before the time asked.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const {
      declared: { longestAskedWaitMs = Infinity },
      toleranceMs,
    } = context
    const findings = new Findings()
    if (mayHideAnswers(context)) return findings.verdict(whyHidden)
    for (const { call, answers } of byCall(view, view.refusals.filter(mayAsk))) {
      /** Per endpoint the ask that binds longest. */
      const asks = new Map<string, Ask>()
      walk(call.exchanges, answers, startedAfter, {
        answer: (answer) => {
          const ask = askOf(answer)
          if (ask === undefined) return
          findings.checked()
          const earlier = asks.get(ask.endpoint)
          if (earlier === undefined || earlier.dueMs < ask.dueMs) asks.set(ask.endpoint, ask)
        },
        start: (exchange) => {
          if (asks.size === 0) return
          const ask = asks.get(endpointOf(exchange))
          if (ask === undefined) return
          const { started } = exchange
          const { response } = ask.answer
          const back = `${callerOf(exchange)} came back to ${placeOf(exchange)} after ${inMs(started.at - response.at)}`
          const asked = `the server had asked for ${inMs(ask.waitMs)}`
          if (leastLeftMs(ask) > longestAskedWaitMs) {
            const limit = `more than the ${inMs(longestAskedWaitMs)} that a call may sit out`
            findings.violated(`${back}; ${asked}, ${limit}`, response, started)
          } else if (isLater(ask.dueMs, started.at, toleranceMs)) {
            findings.violated(`${back}; ${asked}`, response, started)
          }
        },
      })
    }
    return findings.verdict('no answer to a call asked for a wait')
  },
})

/** Of an instant a part had passed by the time that it was read. */
function leastLeftMs({ answer, waitMs, dueMs, isInstant }: Ask): number {
  return isInstant ? dueMs - answer.ended.at : waitMs
}

import {
  byCall,
  callerOf,
  endpointOf,
  mayHideAnswers,
  placeOf,
  startedAfter,
  walk,
  whyHidden,
  type AnsweredExchange,
} from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** Statuses that say: this request, as it stands, will be refused again. */
const terminalStatuses = new Set([400, 401, 403, 404, 405, 413, 422])

/** The same in words, whatever the status: "request too large" comes as 429, a filter as 200. */
const terminalMeanings = new Set<string>(['invalid_request', 'context_length', 'content_policy'])

export const noRetryAfterTerminal = defineInvariant({
  name: 'no-retry-after-terminal',
  number: 3,
  requirement:
    'What was refused for good (400, 401, 403, 404, 405, 413, 422, or in such words) is not sent to the same endpoint again.',
  source:
    'RFC 9110 section 15.5: the client erred; openai-node: unless the server says x-should-retry; CodeBoarding#42: too large, as 429.',
  strength: 'must',
  vantage: 'wire',
  check(view, context) {
    const findings = new Findings()
    if (mayHideAnswers(context)) return findings.verdict(whyHidden)
    for (const { call, answers } of byCall(view, view.refusals.filter(isTerminal))) {
      findings.checked(answers.length)
      if (call.exchanges.length === 1) continue
      const refused = new Map<string, AnsweredExchange>()
      walk(call.exchanges, answers, startedAfter, {
        answer: (answer) => void refused.set(requestOf(answer), answer),
        start: (exchange) => {
          if (refused.size === 0) return
          const refusal = refused.get(requestOf(exchange))
          if (refusal === undefined) return
          findings.violated(
            `${callerOf(exchange)} sent the same request to ${placeOf(exchange)} again after ${refusal.response.status}`,
            refusal.response,
            exchange.started,
          )
        },
      })
    }
    return findings.verdict('no answer was terminal')
  },
})

function isTerminal({ response: { status, asked, truth } }: AnsweredExchange): boolean {
  if (asked['x-should-retry'] === 'true') return false
  if (!terminalStatuses.has(status)) return terminalMeanings.has(truth.class)
  // "If the condition is temporary", a 413 names a time at which the client may try again (RFC 9110 section 15.5.14).
  return !(status === 413 && truth.waitMs !== undefined)
}

function requestOf(exchange: Parameters<typeof endpointOf>[0]): string {
  return `${endpointOf(exchange)} ${exchange.started.bodyHash}`
}

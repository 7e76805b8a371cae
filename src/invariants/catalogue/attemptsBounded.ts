import { endpointOf, isFailed, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** Put to the test by calls in which something failed: one that succeeded at once had no reason to try again. */
export const attemptsBounded = defineInvariant({
  name: 'attempts-bounded',
  number: 1,
  requirement:
    'A call makes no more attempts, in all and on each endpoint, than its policy allows, the first included.',
  source: 'gRFC A6 (maxAttempts counts the first); SDK retries under retries of one’s own: openai-cookbook #2812.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared: { maxAttemptsPerCall = Infinity, maxAttemptsPerEndpoint = Infinity } }) {
    const findings = new Findings()
    if (maxAttemptsPerCall === Infinity && maxAttemptsPerEndpoint === Infinity) {
      return findings.verdict('no bound on attempts was declared')
    }
    const allowsOne = Math.min(maxAttemptsPerCall, maxAttemptsPerEndpoint) >= 1
    for (const { call, exchanges } of allowsOne ? view.troubled : view.calls) {
      if (exchanges.some(isFailed)) findings.checked()
      if (exchanges.length > maxAttemptsPerCall) {
        findings.violated(
          `call ${call} made ${exchanges.length} attempts; ${maxAttemptsPerCall} were allowed`,
          ...exchanges.map(({ started }) => started),
        )
      }
      if (exchanges.length <= maxAttemptsPerEndpoint) continue
      for (const [first, ...others] of Map.groupBy(exchanges, endpointOf).values()) {
        if (others.length + 1 <= maxAttemptsPerEndpoint) continue
        findings.violated(
          `call ${call} made ${others.length + 1} attempts on ${placeOf(first!)}; ${maxAttemptsPerEndpoint} were allowed`,
          ...[first!, ...others].map(({ started }) => started),
        )
      }
    }
    return findings.verdict('no call had a failed attempt')
  },
})

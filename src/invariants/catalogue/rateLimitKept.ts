import { endpointOf, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'
import { inMs, isLater } from '../timing.ts'

const windowMs = 60_000

/**
 * Two requests exactly a window apart lie in different windows. Put to the test by endpoints that got more requests
 * than fit into one.
 */
export const rateLimitKept = defineInvariant({
  name: 'rate-limit-kept',
  number: 22,
  requirement: 'In no sliding minute does an endpoint get more requests than the declared rate, retries included.',
  source: 'draft-ietf-httpapi-ratelimit-headers; node-rate-limiter #25: burst and refill together exceed the limit.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared: { rpm }, toleranceMs }) {
    const findings = new Findings()
    if (rpm === undefined) return findings.verdict('no rate was declared')
    for (const exchanges of Map.groupBy(view.exchanges, endpointOf).values()) {
      for (let index = 0; index + rpm < exchanges.length; index += 1) {
        findings.checked()
        const first = exchanges[index]!
        const last = exchanges[index + rpm]!
        const spanMs = last.started.at - first.started.at
        if (!isLater(windowMs, spanMs, toleranceMs)) continue
        findings.violated(
          `${placeOf(first)} got ${rpm + 1} requests within ${inMs(spanMs)}; ${rpm} a minute were declared`,
          ...exchanges.slice(index, index + rpm + 1).map(({ started }) => started),
        )
        // One burst is one breach: go on behind it.
        index += rpm
      }
    }
    return findings.verdict(`no endpoint got more than ${rpm} requests`)
  },
})

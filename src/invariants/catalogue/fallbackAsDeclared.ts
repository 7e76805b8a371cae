import { isFailed, isSameEndpoint, placeOf } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** Put to the test by calls whose first endpoint failed: only they had a reason to go elsewhere. */
export const fallbackAsDeclared = defineInvariant({
  name: 'fallback-as-declared',
  number: 27,
  requirement:
    'Where fallback is switched off no call goes to another endpoint, neither before its first word nor after.',
  source: 'litellm #19077: disable_fallbacks was ignored in the middle of a stream.',
  strength: 'must',
  vantage: 'wire',
  check(view, { declared: { fallback, hedge } }) {
    const findings = new Findings()
    if (fallback !== false) return findings.verdict('fallback was not switched off')
    if (hedge !== undefined) return findings.verdict('hedges were declared, which ask other endpoints')
    for (const { call, exchanges } of view.calls) {
      const [first, ...others] = exchanges
      if (first === undefined) continue
      if (exchanges.some(isFailed)) findings.checked()
      const elsewhere = others.find((other) => !isSameEndpoint(other, first))
      if (elsewhere === undefined) continue
      findings.violated(
        `call ${call} went from ${placeOf(first)} to ${placeOf(elsewhere)} although fallback was switched off`,
        first.started,
        elsewhere.started,
      )
    }
    return findings.verdict('no call had a failed attempt')
  },
})

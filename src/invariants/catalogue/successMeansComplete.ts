import type { ExchangeView } from '../../history/index.ts'
import { isFailed as hasFailed } from '../exchanges.ts'
import { defineInvariant, Findings } from '../invariant.ts'

/** Put to the test only by runs in which something was no answer, so that there was a chance to take it for one. */
export const successMeansComplete = defineInvariant({
  name: 'success-means-complete',
  number: 18,
  requirement: 'Only a whole answer is a success: an error in a 200, half an answer or an empty one is a failure.',
  source:
    'RFC 9112 section 8: an incomplete message; magic-context #174; 24 of 33 clients measured return an error body.',
  strength: 'must',
  vantage: 'driver',
  check(view, { declared: { answerSchema } }) {
    const isFailed = answerSchema === undefined ? isNoAnswer : hasFailed
    const findings = new Findings()
    if (view.strays.some(({ started }) => started.model !== '')) {
      return findings.verdict('some requests carry no call, so answers cannot be matched to them')
    }
    const couldErr = view.failures.some(isFailed)
    for (const { call, ended, left, exchanges } of view.calls) {
      if (ended === undefined || left !== undefined) continue
      const { outcome } = ended
      if (!outcome.ok) {
        if (exchanges.some(isFailed)) findings.checked()
        continue
      }
      if (couldErr) findings.checked()
      if (exchanges.some((exchange) => !isFailed(exchange) && exchange.ended!.text === outcome.text)) continue
      const why = exchanges.some((exchange) => !isFailed(exchange))
        ? 'returned another text than any of its attempts got'
        : `returned a success, but none of its ${exchanges.length} attempts got a whole answer`
      findings.violated(
        `call ${call} ${why}`,
        ...exchanges.map((exchange) => exchange.ended ?? exchange.started),
        ended,
      )
    }
    return findings.verdict('every exchange was a whole answer')
  },
})

/** Of whom nobody asked for a form, an answer in another one is an answer. */
function isNoAnswer(exchange: ExchangeView): boolean {
  const isWhole = exchange.response?.truth.class === 'unacceptable' && exchange.ended?.finished === true
  return !isWhole && hasFailed(exchange)
}

import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const ignoresRetryAfterOnUnavailable = defineMutant({
  name: 'mutant-ignores-retry-after-on-unavailable',
  convictedBy: 'retry-after-honoured',
  doc: 'Honours Retry-After on a 429 and not on a 503.',
  source: 'LangChain, as measured.',
  decisions: {
    classifyResponse: (...response) => {
      const failure = decisions.classifyResponse(...response)
      const { askedWaitMs: _ignored, ...withoutWait } = failure
      return failure.status === 503 ? withoutWait : failure
    },
  },
})

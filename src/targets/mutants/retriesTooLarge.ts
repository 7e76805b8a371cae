import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const retriesTooLarge = defineMutant({
  name: 'mutant-retries-too-large',
  convictedBy: 'no-retry-after-terminal',
  doc: 'Goes by the status alone: a request that is too large for any minute looks like a full one.',
  source: 'CodeBoarding#42: the same 45,411 tokens again and again, at a limit of 30,000.',
  decisions: {
    classifyResponse: (status, headers, body, epochMs) => {
      const failure = decisions.classifyResponse(status, headers, body, epochMs)
      const isTooLarge = status === 429 && failure.errorClass === 'context_length'
      return isTooLarge ? { ...failure, errorClass: 'rate_limited' } : failure
    },
  },
})

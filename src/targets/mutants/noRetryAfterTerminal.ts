import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const noRetryAfterTerminal = defineMutant({
  name: 'mutant-no-retry-after-terminal',
  convictedBy: 'no-retry-after-terminal',
  doc: 'Takes a wrong request and a missing model for passing errors and tries again.',
  source: 'litellm #23546: a 400 was sent hundreds of times a second.',
  decisions: {
    classifyResponse: (status, headers, body, epochMs) => {
      const failure = decisions.classifyResponse(status, headers, body, epochMs)
      const isTerminal = failure.errorClass === 'invalid_request' || failure.errorClass === 'not_found'
      return isTerminal ? { ...failure, errorClass: 'server_error' } : failure
    },
  },
})

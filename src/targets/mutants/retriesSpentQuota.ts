import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const retriesSpentQuota = defineMutant({
  name: 'mutant-retries-spent-quota',
  convictedBy: 'dead-credential-not-reused',
  doc: 'Goes by the status alone: a spent quota looks like a full minute.',
  source: 'langchainjs #1929, software-agent-sdk #4936; 22 of 33 clients measured.',
  decisions: {
    classifyResponse: (status, headers, body, epochMs) => {
      const failure = decisions.classifyResponse(status, headers, body, epochMs)
      return status === 429 ? { ...failure, errorClass: 'rate_limited' } : failure
    },
  },
})

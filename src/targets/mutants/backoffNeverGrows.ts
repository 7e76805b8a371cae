import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const backoffNeverGrows = defineMutant({
  name: 'mutant-backoff-never-grows',
  convictedBy: 'backoff-in-envelope',
  doc: 'Draws every wait under the ceiling of the first one.',
  source: 'AWS Builders’ Library: without growth, retries keep an overload alive.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const constant = { ...policy, maxDelayMs: Math.min(policy.initialDelayMs, policy.maxDelayMs) }
      return decisions.afterFailure(state, failure, credential, nowMs, constant, random)
    },
  },
})

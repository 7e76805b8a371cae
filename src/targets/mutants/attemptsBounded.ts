import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const attemptsBounded = defineMutant({
  name: 'mutant-attempts-bounded',
  convictedBy: 'attempts-bounded',
  doc: 'Counts retries instead of attempts: one too many on each endpoint.',
  source: 'openai-cookbook #2812: retries of the SDK under retries of one’s own; gRFC A6 counts the first.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const onceMore = { ...policy, maxAttemptsPerEndpoint: policy.maxAttemptsPerEndpoint + 1 }
      return decisions.afterFailure(state, failure, credential, nowMs, onceMore, random)
    },
  },
})

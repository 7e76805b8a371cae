import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

const onceMore = <Policy extends { readonly maxAttemptsPerEndpoint: number }>(policy: Policy): Policy => ({
  ...policy,
  maxAttemptsPerEndpoint: policy.maxAttemptsPerEndpoint + 1,
})

export const attemptsBounded = defineMutant({
  name: 'mutant-attempts-bounded',
  convictedBy: 'attempts-bounded',
  doc: 'Counts retries instead of attempts: one too many on each endpoint.',
  source: 'openai-cookbook #2812: retries of the SDK under retries of one’s own; gRFC A6 counts the first.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) => decisions.nextMove(state, gates, nowMs, onceMore(policy)),
    afterFailure: (state, failure, credential, nowMs, policy, random) =>
      decisions.afterFailure(state, failure, credential, nowMs, onceMore(policy), random),
  },
})

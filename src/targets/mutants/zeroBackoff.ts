import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const zeroBackoff = defineMutant({
  name: 'mutant-zero-backoff',
  convictedBy: 'backoff-in-envelope',
  doc: 'Does not wait between attempts at all.',
  source: 'litellm #23546: hundreds of attempts a second.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy) =>
      decisions.afterFailure(state, failure, credential, nowMs, policy, () => 0),
  },
})

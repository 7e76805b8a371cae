import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const backoffInEnvelope = defineMutant({
  name: 'mutant-backoff-in-envelope',
  convictedBy: 'backoff-in-envelope',
  doc: 'Backs off without jitter, so that calls which failed together come back together.',
  source: 'Portkey gateway #1404.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy) =>
      decisions.afterFailure(state, failure, credential, nowMs, policy, () => 1),
  },
})

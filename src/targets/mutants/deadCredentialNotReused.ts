import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const deadCredentialNotReused = defineMutant({
  name: 'mutant-dead-credential-not-reused',
  convictedBy: 'dead-credential-not-reused',
  doc: 'Falls back to the next model with the key that has just been refused.',
  source: 'litellm #7091: two dead keys, asked in turns for ever.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => ({
      ...decisions.afterFailure(state, failure, credential, nowMs, policy, random),
      deadCredentials: [],
    }),
  },
})

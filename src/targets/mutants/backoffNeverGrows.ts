import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const backoffNeverGrows = defineMutant({
  name: 'mutant-backoff-never-grows',
  convictedBy: 'backoff-in-envelope',
  doc: 'Draws every wait from under the first ceiling: the tenth retry hammers like the first.',
  source: 'kimi-cc#16: ten retries, each after one second, all of them fail.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) =>
      decisions.afterFailure(
        state,
        failure,
        credential,
        nowMs,
        { ...policy, maxDelayMs: policy.initialDelayMs },
        random,
      ),
  },
})

import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const backoffTimesTen = defineMutant({
  name: 'mutant-backoff-times-ten',
  convictedBy: 'backoff-in-envelope',
  doc: 'Reads its backoff in the wrong unit and waits ten times as long as declared.',
  source: 'Polly #2163: waits beyond their cap.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const { initialDelayMs, maxDelayMs } = policy
      const tenfold = { ...policy, initialDelayMs: initialDelayMs * 10, maxDelayMs: maxDelayMs * 10 }
      return decisions.afterFailure(state, failure, credential, nowMs, tenfold, random)
    },
  },
})

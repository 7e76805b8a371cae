import { decisions } from '../../client/decisions.ts'
import { defineMutant } from './mutant.ts'

export const countsAborts = defineMutant({
  name: 'mutant-counts-aborts',
  convictedBy: 'breaker-kept',
  doc: 'Counts a caller’s abort as a failure of the endpoint: who gives up closes it for those who do not.',
  source: 'Circuit breakers that count every rejected promise, AbortError included, unless told otherwise.',
  decisions: {
    healthOf: (how) =>
      how !== null && how !== 'left' && how.errorClass === 'aborted' ? 'failed' : decisions.healthOf(how),
  },
})

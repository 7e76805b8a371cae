import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const zeroMeansNever = defineMutant({
  name: 'mutant-zero-means-never',
  convictedBy: 'answers-as-expected',
  doc: 'Takes Retry-After: 0 for a wish not to be asked again.',
  source: 'ky #390.',
  decisions: {
    classifyResponse: (...response) => {
      const failure = decisions.classifyResponse(...response)
      return failure.askedWaitMs === 0 ? { ...failure, shouldRetry: false } : failure
    },
  },
})

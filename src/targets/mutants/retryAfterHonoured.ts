import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const retryAfterHonoured = defineMutant({
  name: 'mutant-retry-after-honoured',
  convictedBy: 'retry-after-honoured',
  doc: 'Never reads how long it was asked to wait, and comes back after its own backoff.',
  source: 'litellm #7669.',
  decisions: {
    classifyResponse: (...response) => {
      const { askedWaitMs: _ignored, ...failure } = decisions.classifyResponse(...response)
      return failure
    },
  },
})

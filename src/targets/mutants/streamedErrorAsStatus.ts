import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const streamedErrorAsStatus = defineMutant({
  name: 'mutant-streamed-error-as-status',
  convictedBy: 'streamed-error-as-status',
  doc: 'Retries by the status alone: an error that a stream says under 200 ends the call.',
  source: 'vercel/ai #18667: errors in the stream bypassed maxRetries.',
  decisions: {
    classifyResponse: (status, ...rest) => {
      const failure = decisions.classifyResponse(status, ...rest)
      return status === 200 ? { ...failure, spoils: 'call' } : failure
    },
  },
})

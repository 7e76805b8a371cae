import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const takesErrorForEnd = defineMutant({
  name: 'mutant-takes-error-for-end',
  convictedBy: 'streamed-error-as-status',
  doc: 'Takes an error event for a stream that broke off: whatever it says, it is one more cut.',
  source: 'litellm#40578: the error of a stream passed as an empty end.',
  decisions: {
    classifyResponse: (status, ...rest) => {
      const failure = decisions.classifyResponse(status, ...rest)
      return status === 200 ? { ...failure, errorClass: 'protocol', reason: 'truncated' } : failure
    },
  },
})

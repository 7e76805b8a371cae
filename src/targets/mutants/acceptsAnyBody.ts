import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

const nothing = { reasoning: '', finishReason: null, usage: null, toolCalls: [] }

export const acceptsAnyBody = defineMutant({
  name: 'mutant-accepts-any-body',
  convictedBy: 'success-means-complete',
  doc: 'Takes whatever comes with status 200 for the answer, error objects and sign-in pages too.',
  source: '24 of 33 clients measured.',
  decisions: {
    readAnswer: (body, asError, type) => {
      const answer = decisions.readAnswer(body, asError, type)
      return 'errorClass' in answer ? { ...nothing, text: body } : answer
    },
  },
})

import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const forgetsWhenItOpens = defineMutant({
  name: 'mutant-forgets-when-it-opens',
  convictedBy: 'all-open-fails-fast',
  doc: 'Fails at once where everything is closed, and does not say until when.',
  source: 'litellm #27823, PR #30098: the error of an all-cooling router carried no Retry-After.',
  decisions: {
    nextMove: (state, ...rest) => {
      const move = decisions.nextMove(state, ...rest)
      return move.do === 'fail' && state.attempts === 0 ? { ...move, retryAtMs: null } : move
    },
  },
})

import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const chainMovesForward = defineMutant({
  name: 'mutant-chain-moves-forward',
  convictedBy: 'chain-moves-forward',
  doc: 'When the chain is through and attempts are left it begins anew at its head.',
  source: 'litellm #19985: after the last fallback its router began with the fallbacks again; litellm #35303.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) => {
      const move = decisions.nextMove(state, gates, nowMs, policy)
      const head = state.order[0]!
      const mayBegin = state.attempts > 0 && state.attempts < policy.maxAttemptsPerCall && nowMs < state.deadlineAtMs
      return move.do === 'fail' && mayBegin && head !== state.current ? { do: 'attempt', endpoint: head } : move
    },
  },
})

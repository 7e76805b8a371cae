import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const allOpenFailsFast = defineMutant({
  name: 'mutant-all-open-fails-fast',
  convictedBy: 'all-open-fails-fast',
  doc: 'Sleeps until something opens, or until its deadline, where it should fail at once.',
  source: 'litellm #3646 asks its router for just that.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) => {
      const move = decisions.nextMove(state, gates, nowMs, policy)
      if (move.do !== 'fail' || state.attempts > 0 || move.retryAtMs === null) return move
      const delayMs = Math.min(move.retryAtMs, state.deadlineAtMs) - nowMs
      if (delayMs <= 0) return move
      return { do: 'wait', endpoint: state.order[0]!, delayMs, reason: 'asked', lookAtMs: Infinity }
    },
  },
})

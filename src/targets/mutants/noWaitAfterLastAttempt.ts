import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const noWaitAfterLastAttempt = defineMutant({
  name: 'mutant-no-wait-after-last-attempt',
  convictedBy: 'no-wait-after-last-attempt',
  doc: 'Sleeps first and looks then whether an attempt is left.',
  source: 'litellm’s retry loop; up to 10 s in the tutorial.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) => {
      const move = decisions.nextMove(state, gates, nowMs, policy)
      const delayMs = Math.min(state.notBeforeMs, state.deadlineAtMs) - nowMs
      if (move.do !== 'fail' || delayMs <= 0) return move
      return { do: 'wait', endpoint: state.current, delayMs, reason: 'backoff', lookAtMs: Infinity }
    },
  },
})

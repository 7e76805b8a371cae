import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const rotatesEndpoints = defineMutant({
  name: 'mutant-rotates-endpoints',
  convictedBy: 'chain-moves-forward',
  doc: 'Takes the endpoints in turn, attempt by attempt, and comes round to those that have failed.',
  source: 'litellm PR #27610: retries chose the same dead host again and again.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) => {
      const move = decisions.nextMove(state, gates, nowMs, policy)
      if (move.do === 'fail' || state.attempts === 0) return move
      const { order, attemptsOn, unaffordable } = state
      const next = order[(order.indexOf(state.current) + 1) % order.length]!
      // What cannot be paid for is not asked for ever.
      const mayTry = attemptsOn[next]! < policy.maxAttemptsPerEndpoint && !unaffordable.includes(next)
      return mayTry ? { do: 'attempt', endpoint: next } : move
    },
  },
})

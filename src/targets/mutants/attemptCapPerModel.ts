import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const attemptCapPerModel = defineMutant({
  name: 'mutant-attempt-cap-per-model',
  convictedBy: 'attempts-bounded',
  doc: 'Bounds the attempts on each model but not those of the call.',
  source: 'litellm #19985: every fallback started a new cycle of retries.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) =>
      decisions.nextMove(state, gates, nowMs, { ...policy, maxAttemptsPerCall: Infinity }),
  },
})

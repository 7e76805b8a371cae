import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const backoffOverflows = defineMutant({
  name: 'mutant-backoff-overflows',
  convictedBy: 'backoff-in-envelope',
  doc: 'Doubles its ceiling with a 32-bit shift: from the thirty-second try on it is 0 or less, and so is the wait.',
  source: 'cockatiel #86 (changelog): the jitter became NaN after many tries.',
  decisions: {
    afterFailure: (state, failure, credential, nowMs, policy, random) => {
      const tries = state.attemptsOn[state.current]! - 1
      // eslint-disable-next-line no-bitwise
      const ceilingMs = tries < 32 ? Infinity : 1 << (tries % 32)
      const after = decisions.afterFailure(state, failure, credential, nowMs, policy, random)
      return ceilingMs === Infinity ? after : { ...after, notBeforeMs: Math.min(after.notBeforeMs, nowMs) }
    },
  },
})

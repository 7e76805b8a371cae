import { limiterFor } from '../../client/limits/index.ts'
import { defineMutant } from './mutant.ts'

export const countsWhoGaveUp = defineMutant({
  name: 'mutant-counts-who-gave-up',
  convictedBy: 'queue-work-conserving',
  doc: 'Keeps the place in the minute of a caller who gave up before it came: those behind wait for nobody.',
  source: 'Portkey’s Lua limiter and others that count a request when it is refused, or before it is let in.',
  decisions: {
    limiterFor: (policy) => {
      const limiter = limiterFor(policy)
      return {
        earliest: (nowMs, tokens) => limiter.earliest(nowMs, tokens),
        reserve: (nowMs, tokens) => limiter.reserve(nowMs, tokens),
        confirm: (place, nowMs) => limiter.confirm(place, nowMs),
        cancel: () => {},
      }
    },
  },
})

import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const deadlineKept = defineMutant({
  name: 'mutant-deadline-kept',
  convictedBy: 'deadline-kept',
  doc: 'Looks at the deadline only while an attempt is under way: waits run past it, attempts start behind it.',
  source: 'The time-outs per try of most clients; gRPC and ky bound the whole call.',
  decisions: {
    nextMove: (state, gates, nowMs, policy) =>
      decisions.nextMove({ ...state, deadlineAtMs: Infinity }, gates, nowMs, policy),
  },
})

import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const countsHedgesTwice = defineMutant({
  name: 'mutant-counts-hedges-twice',
  convictedBy: 'cost-adds-up',
  doc: 'Counts the attempt that lost a race when it is cancelled, and again when it has ended.',
  source: 'Two places that charge for one attempt: the race, and the end of the exchange.',
  decisions: {
    chargeAttempt: (attempt, sums) => {
      const { how } = attempt
      const isLoser = how !== null && how !== 'left' && how.reason === 'superseded'
      if (isLoser) decisions.chargeAttempt(attempt, sums)
      return decisions.chargeAttempt(attempt, sums)
    },
  },
})

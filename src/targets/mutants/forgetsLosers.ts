import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const forgetsLosers = defineMutant({
  name: 'mutant-forgets-losers',
  convictedBy: 'cost-adds-up',
  doc: 'The attempt that lost a race costs nothing: it was cancelled.',
  source: 'OpenAI API: cancelling a request stops the stream, not the bill for what was generated.',
  decisions: {
    chargeAttempt: (attempt, sums) => {
      const { how } = attempt
      const isLoser = how !== null && how !== 'left' && how.reason === 'superseded'
      return isLoser ? 0n : decisions.chargeAttempt(attempt, sums)
    },
  },
})

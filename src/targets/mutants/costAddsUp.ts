import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const costAddsUp = defineMutant({
  name: 'mutant-cost-adds-up',
  convictedBy: 'cost-adds-up',
  doc: 'Counts the attempt that answered, and none of those before it.',
  source: 'litellm combine_usage: what earlier attempts used is lost.',
  decisions: { chargeAttempt: (attempt, sums) => (attempt.how === null ? decisions.chargeAttempt(attempt, sums) : 0n) },
})

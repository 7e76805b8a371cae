import { decisions } from '../../client/index.ts'
import { defineMutant } from './mutant.ts'

export const unknownIsFree = defineMutant({
  name: 'mutant-unknown-is-free',
  convictedBy: 'cost-adds-up',
  doc: 'An answer without `usage` used no tokens.',
  source: '`usage?.total_tokens ?? 0`, as the tutorial reckons its costs, and most examples.',
  decisions: {
    chargeAttempt: (attempt, sums) => (attempt.usage === null ? 0n : decisions.chargeAttempt(attempt, sums)),
  },
})

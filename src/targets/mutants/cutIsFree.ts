import { CostBudget, type Hold } from '../../client/costBudget.ts'
import { defineMutant } from './mutant.ts'

/** What nobody told was nothing. */
class Trusting extends CostBudget {
  override settle(hold: Hold, actualPicoUsd: bigint | undefined): void {
    super.settle(hold, actualPicoUsd ?? 0n)
  }
}

export const cutIsFree = defineMutant({
  name: 'mutant-cut-is-free',
  convictedBy: 'budget-kept',
  doc: 'Gets the money back for an answer that was cut, as if nobody had billed it.',
  source: 'LiteLLM and others book what the last chunk says: a stream that breaks off is never booked.',
  decisions: { openBudget: (limitPicoUsd) => new Trusting(limitPicoUsd) },
})

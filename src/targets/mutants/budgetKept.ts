import { CostBudget, type Hold } from '../../client/costBudget.ts'
import { defineMutant } from './mutant.ts'

/** Asks whether there is money left, not whether it is enough. */
class CheckedAfterwards extends CostBudget {
  override reserve(atMostPicoUsd: bigint): Hold | undefined {
    return this.spentPicoUsd >= this.limitPicoUsd ? undefined : super.reserve(0n * atMostPicoUsd)
  }
}

export const budgetKept = defineMutant({
  name: 'mutant-budget-kept',
  convictedBy: 'budget-kept',
  doc: 'Stops when the budget is spent: what is under way by then is spent too.',
  source: 'Measured: "stop when spent >= cap" overshot five times at 256 calls at once; litellm budgets.',
  decisions: { openBudget: (limitPicoUsd) => new CheckedAfterwards(limitPicoUsd) },
})

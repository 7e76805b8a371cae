import { CostBudget, type Hold } from '../../client/costBudget.ts'
import { defineMutant } from './mutant.ts'

/** Never gives back what was put aside. */
class Hoarded extends CostBudget {
  override settle(hold: Hold, _actualPicoUsd: bigint | undefined): void {
    super.settle(hold, hold.atMostPicoUsd)
  }
}

export const keepsHolds = defineMutant({
  name: 'mutant-keeps-holds',
  convictedBy: 'budget-kept',
  doc: 'What was put aside for an attempt stays so when the attempt is paid: the budget is used up by worst cases.',
  source: 'Leases that are taken and not released, as litellm has had them with its parallel-request limits.',
  decisions: { openBudget: (limitPicoUsd) => new Hoarded(limitPicoUsd) },
})

import { CostBudget } from '../../client/costBudget.ts'
import { defineMutant } from './mutant.ts'

export const forgetsBudget = defineMutant({
  name: 'mutant-forgets-budget',
  convictedBy: 'budget-kept',
  doc: 'Keeps a budget a million times as large: USD for micro-dollars.',
  source: 'A limit in one unit, held against spending in another.',
  decisions: { openBudget: (limitPicoUsd) => new CostBudget(limitPicoUsd * 1_000_000n) },
})

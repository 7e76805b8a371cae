import { defineMutant } from './mutant.ts'

export const retryBudgetKept = defineMutant({
  name: 'mutant-retry-budget-kept',
  convictedBy: 'retry-budget-kept',
  doc: 'Retries without a budget: each call has its attempts, however many calls there are.',
  source: 'openai-node, and every client whose only bound is a number of attempts per call.',
  open: (setup, open) =>
    open({ ...setup, declared: { ...setup.declared, retryBudget: { ratio: 0, floorPerSecond: Infinity } } }),
})

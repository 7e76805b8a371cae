import { RetryBudget } from '../../client/retryBudget.ts'
import { defineMutant } from './mutant.ts'

/** Retries are paid for, and hedges are not. */
class BlindToHedges extends RetryBudget {
  override allows(): boolean {
    return true
  }
}

export const hedgesForFree = defineMutant({
  name: 'mutant-hedges-for-free',
  convictedBy: 'retry-budget-kept',
  doc: 'Sends a hedge whenever an answer is late, whatever the budget says: a slow day doubles its own load.',
  source: 'Dean and Barroso, The Tail at Scale, warn of it; grpc-java limits hedges by the same throttle as retries.',
  decisions: { retryBudgetFor: (policy) => new BlindToHedges(policy) },
})

import type { BenchClient, MeasuredCall } from '../benchClient.ts'
import type { RunBudget } from './runBudget.ts'

/**
 * A client whose calls the run's budget may refuse: that ends the run, and says nothing of any model. A call that made no
 * attempt was dropped, and one that was refused its next attempt was cancelled.
 */
export function withinBudget(client: BenchClient, budget: RunBudget): BenchClient {
  return {
    call: async (call) => {
      const measured = await client.call(call)
      if (measured.outcome !== 'failed' || measured.errorClass !== 'budget') return measured
      budget.refuse()
      return told(measured)
    },
    cancel: () => client.cancel?.(),
    close: () => client.close(),
  }
}

function told(measured: MeasuredCall): MeasuredCall {
  return { ...measured, outcome: measured.attempts === 0 ? 'dropped' : 'cancelled' }
}

import type { BenchClient, MeasuredCall } from '../benchClient.ts'

/**
 * A client whose calls the run's budget may refuse. That says nothing of any model: a call that made no attempt was
 * dropped, and one that was refused its next attempt was cancelled.
 */
export function withinBudget(client: BenchClient): BenchClient {
  return {
    call: async (call) => told(await client.call(call)),
    close: () => client.close(),
  }
}

function told(measured: MeasuredCall): MeasuredCall {
  if (measured.outcome !== 'failed' || measured.errorClass !== 'budget') return measured
  return { ...measured, outcome: measured.attempts === 0 ? 'dropped' : 'cancelled' }
}

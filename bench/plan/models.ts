import type { PlanInput, PlannedModel } from '../../src/harness/plan/planInput.ts'

const from = { rpm: 'flag', tpm: 'flag', concurrency: 'flag', ttft: 'flag', interToken: 'flag', price: 'flag' } as const

/** What is the same in all parts: a chat, and a first token within two seconds. */
export function planned(models: readonly PlannedModel[], fields: Partial<PlanInput> = {}): PlanInput {
  return {
    seed: 7,
    models,
    route: 'chain',
    workload: {
      name: 'chat',
      inputTokens: { median: 100, sigma: 0 },
      outputTokens: { median: 50, sigma: 0.3 },
      maxTokens: 100,
    },
    slo: [
      { metric: 'ttft.p99', comparison: '<=', limit: 2_000, text: 'ttft.p99 <= 2s' },
      { metric: 'success', comparison: '>=', limit: 0.995, text: 'success >= 99.5%' },
    ],
    isDefaultSlo: false,
    demand: null,
    monthlyBudgetUsd: null,
    rates: { cny: null, vnd: null },
    durationMs: 240_000,
    warmUpMs: 60_000,
    trials: 1,
    deadlineMs: 60_000,
    ...fields,
  }
}

export function model(id: string, fields: Partial<PlannedModel> = {}): PlannedModel {
  return {
    id,
    origin: 'gateway',
    credential: 'key',
    price: { input: '0.42', output: '1.20' },
    rpm: null,
    tpm: null,
    concurrency: null,
    ttft: { medianMs: 300, sigma: 0.3 },
    interToken: { medianMs: 15, sigma: 0.1 },
    from,
    ...fields,
  }
}

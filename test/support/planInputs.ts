import type { PlanInput, PlannedModel, PlannedWorkload } from '../../src/harness/plan/planInput.ts'

const told = {
  rpm: 'flag',
  tpm: 'flag',
  concurrency: 'flag',
  ttft: 'config',
  interToken: 'config',
  price: 'config',
} as const

/** A model without limits: 100 ms to the first token, 100 tokens a second. */
export function modelOf(fields: Partial<PlannedModel> = {}): PlannedModel {
  return {
    id: 'alpha',
    origin: 'gateway',
    credential: 'key',
    price: { input: '1', output: '2' },
    rpm: null,
    tpm: null,
    concurrency: null,
    ttft: { medianMs: 100, sigma: 0.2 },
    interToken: { medianMs: 10, sigma: 0.1 },
    from: told,
    ...fields,
  }
}

/** Calls of 100 tokens in and 50 out, and a first token within a second. */
export function planOf({
  workload,
  ...fields
}: Partial<Omit<PlanInput, 'workload'>> & { readonly workload?: Partial<PlannedWorkload> } = {}): PlanInput {
  return {
    seed: 7,
    models: [modelOf()],
    route: 'chain',
    slo: [
      { metric: 'ttft.p99', comparison: '<=', limit: 1_000, text: 'ttft.p99 <= 1s' },
      { metric: 'success', comparison: '>=', limit: 0.995, text: 'success >= 99.5%' },
    ],
    isDefaultSlo: false,
    demand: null,
    monthlyBudgetUsd: null,
    rates: { cny: null, vnd: null },
    durationMs: 60_000,
    warmUpMs: 60_000,
    trials: 2,
    deadlineMs: 60_000,
    ...fields,
    workload: {
      name: 'test',
      inputTokens: { median: 100, sigma: 0 },
      outputTokens: { median: 50, sigma: 0.2 },
      maxTokens: 100,
      ...workload,
    },
  }
}

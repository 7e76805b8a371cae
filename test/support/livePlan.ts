import type { BenchModel, BenchPlan } from '../../src/harness/bench/benchPlan.ts'

export const pricedModel = (id: string, input: string, output: string, pricedOn = '2026-11-20'): BenchModel => ({
  id,
  price: { input, output },
  pricedOn,
})

export type LivePlan = BenchPlan & { readonly baseURL: string }

/** Three models, twelve calls of one short prompt, live. */
export function livePlan(changes: Partial<LivePlan> = {}): LivePlan {
  return {
    schema: 'brownout/bench-plan/1',
    seed: 7,
    world: 'live',
    baseURL: 'https://api.holysheep.ai/v1',
    models: [
      pricedModel('deepseek-chat', '0.27', '1.10'),
      pricedModel('moonshot-v1-8k', '0.85', '2.10'),
      pricedModel('abab6-chat', '0.65', '1.30'),
    ],
    fallback: false,
    workload: {
      name: 'chat',
      prompts: [[{ role: 'user', content: 'Say hello.' }]],
      maxTokens: 100,
      stream: true,
      cache: 'allow',
    },
    load: { type: 'constant', calls: 12, everyMs: 100 },
    maxCalls: null,
    maxDurationMs: null,
    warmUpMs: 0,
    maxInFlight: 10,
    deadlineMs: 10_000,
    scenario: null,
    maxCostUsd: '1',
    ...changes,
  }
}

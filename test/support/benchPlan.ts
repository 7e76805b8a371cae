import type { BenchPlan } from '../../src/harness/bench/benchPlan.ts'
import { burst } from '../../src/load/index.ts'

const models = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat'].map((id) => ({
  id,
  price: { input: '0.42', output: '1.10' },
  pricedOn: '2026-05',
}))

/** A plan on the mock: three models, two prompts, one call, unless said otherwise. */
export function benchPlan(plan: Partial<BenchPlan> = {}): BenchPlan {
  return {
    schema: 'brownout/bench-plan/1',
    seed: 1,
    world: 'virtual',
    baseURL: null,
    models,
    fallback: true,
    workload: {
      name: 'chat',
      prompts: [[{ role: 'user', content: 'One?' }], [{ role: 'user', content: 'Two?' }]],
      maxTokens: 16,
      stream: true,
      cache: 'allow',
    },
    load: burst({ calls: 1 }),
    maxCalls: null,
    maxDurationMs: null,
    warmUpMs: 0,
    maxInFlight: 1_000,
    deadlineMs: 10_000,
    scenario: null,
    maxCostUsd: null,
    ...plan,
  }
}

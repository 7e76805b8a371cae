import type { BenchPlan } from '../src/harness/bench/benchPlan.ts'
import type { LoadSpec } from '../src/load/index.ts'

const question = 'What do I do while the provider has a bad day?'

/**
 * So many does an open load open, whatever is due: a moment in which this process gets no core would open hundreds, which cost more
 * than what they carry.
 */
export const mostConnections = 64

/** What everybody sends. */
export const requestHeaders = { 'content-type': 'application/json', authorization: 'Bearer sk-load' }
export const requestBody = JSON.stringify({
  model: 'load',
  messages: [{ role: 'user', content: question }],
  max_tokens: 16,
})

/** Calls that are due before `warmUpMs` are made, and their lag is not counted: connections are opened in it. */
export function loadPlan(load: LoadSpec, warmUpMs = 0): BenchPlan {
  return {
    schema: 'brownout/bench-plan/1',
    seed: 1,
    world: 'loopback',
    // No mock of ours: no marks in the prompts.
    baseURL: 'http://127.0.0.1/v1',
    models: [{ id: 'load', price: { input: '0.42', output: '0.42' }, pricedOn: '2026-05' }],
    fallback: false,
    workload: {
      name: 'load',
      prompts: [[{ role: 'user', content: question }]],
      maxTokens: 16,
      stream: false,
      cache: 'allow',
    },
    load,
    maxCalls: null,
    maxDurationMs: null,
    warmUpMs,
    maxInFlight: 10_000,
    deadlineMs: 60_000,
    scenario: null,
    maxCostUsd: null,
  }
}

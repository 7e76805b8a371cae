import type { BenchPlan } from '../../src/harness/bench/benchPlan.ts'
import { planHash } from '../../src/harness/bench/planHash.ts'
import type { BenchManifest } from '../../src/harness/bench/store/manifest.ts'

export const samplePlan: BenchPlan = {
  schema: 'brownout/bench-plan/1',
  seed: 7,
  world: 'loopback',
  baseURL: null,
  models: [{ id: 'deepseek-chat', price: { input: '0.42', output: '0.42' }, pricedOn: '2026-05' }],
  fallback: true,
  workload: {
    name: 'chat',
    prompts: [[{ role: 'user', content: 'Hi.' }]],
    maxTokens: 64,
    stream: true,
    cache: 'unique',
  },
  load: { type: 'constant', calls: 100, everyMs: 10 },
  maxCalls: null,
  maxDurationMs: null,
  warmUpMs: 0,
  maxInFlight: 400,
  deadlineMs: 60_000,
  scenario: null,
  maxCostUsd: null,
}

export function manifestOf(plan = samplePlan, changes: Partial<BenchManifest> = {}): BenchManifest {
  return {
    schema: 'brownout/bench-run/1',
    tool: { name: 'brownout', version: '1.2.3', commit: null, node: 'v26.0.0' },
    command: 'brownout bench',
    startedAt: '2026-11-23T04:12:33.456Z',
    config: null,
    plan,
    planHash: planHash(plan),
    limits: { gates: {}, slo: {} },
    shard: null,
    merged: null,
    state: 'running',
    verdict: null,
    wallMs: null,
    calibration: null,
    writer: null,
    ...changes,
  }
}

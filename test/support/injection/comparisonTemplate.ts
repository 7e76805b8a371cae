import type { CallSample } from '../../../src/bench/sample.ts'
import type { ComparedRun } from '../../../src/harness/bench/compare/comparedRun.ts'
import { compareRuns } from '../../../src/harness/bench/compare/compareRuns.ts'
import type { Comparison } from '../../../src/harness/bench/compare/comparison.ts'
import { benchPlan } from '../benchPlan.ts'
import { failed, many } from '../benchSamples.ts'

const names = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']
const samplesAt = (factor: number) =>
  many(300, (call): Partial<CallSample> => {
    const series = names[call % 3]!
    return call % 40 === 7 ? { ...failed, series } : { series, model: series, endedMs: call * 50 + 300 * factor }
  })

const run = (name: string, factor: number): ComparedRun => ({
  name,
  startedAt: '2026-05-31T00:00:00.000Z',
  tool: { name: 'brownout', version: '0.0.0', commit: null, node: 'v26.10.0' },
  plan: benchPlan({ world: 'loopback' }),
  planHash: 'c0ffee',
  state: factor === 1 ? 'finished' : 'interrupted',
  records: () => samplesAt(factor),
})

/** A comparison with one of everything that can stand in it: what is worse, what broke, what differs to the byte. */
export function comparisonTemplate(): Comparison {
  const gates = [{ metric: 'total.p95', comparison: '<', limit: 1, text: '< 1ms' }] as const
  const found = compareRuns(run('before', 1), run('after', 1.5), { margin: 0.1, gates, slo: [] })
  const first = { call: 7, before: '{"type":"sample","model":"a"}', after: '{"type":"sample","model":"b"}' }
  const exact = { records: 300, differing: 3, first }
  const lights = [{ light: 'lag', state: 'red', value: 9, limit: 5, text: 'calls began late' }] as const
  const template = { ...found, after: { ...found.after, lights }, exact, isTooNoisy: true }
  return JSON.parse(JSON.stringify(template)) as Comparison
}

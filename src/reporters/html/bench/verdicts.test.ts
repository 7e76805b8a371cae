import { expect, test } from 'vitest'
import type { GateResult } from '../../../bench/gates/judgeGates.ts'
import { gateList } from './verdicts.ts'

const result: GateResult = {
  gate: { metric: 'total.p99', comparison: '<', limit: 5_000, text: '< 5s' },
  series: 'a',
  verdict: 'no-verdict',
  reading: {
    state: 'n-too-small',
    value: null,
    interval: null,
    n: 10,
    effectiveN: null,
    neededN: 368,
    successOnly: null,
  },
  reason: 'n-too-small',
  neededN: 368,
}

test('a gate says in a word what came of it, beside its sign', () => {
  const wordOf = (verdict: GateResult['verdict']) => gateList([{ ...result, verdict }]).markup.match(/<b>([^<]*)</)![1]
  expect((['passed', 'failed', 'no-verdict'] as const).map(wordOf)).toEqual(['passed', 'failed', 'no verdict'])
})

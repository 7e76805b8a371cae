import { expect, test } from 'vitest'
import type { GateResult } from '../../bench/gates/judgeGates.ts'
import { gateText } from './gateText.ts'

const result: GateResult = {
  gate: { metric: 'total.p99', comparison: '<', limit: 5_000, text: '< 5s' },
  series: 'deepseek-chat',
  verdict: 'passed',
  reason: null,
  reading: {
    state: 'measured',
    value: 412,
    interval: [400, 424],
    n: 1_000,
    effectiveN: null,
    neededN: null,
    successOnly: null,
  },
  neededN: null,
}
const few = { ...result.reading, state: 'n-too-small', value: null, interval: null, neededN: 368 } as const

test('a gate is told with what was measured', () => {
  expect(gateText(result)).toBe('total.p99 < 5s (deepseek-chat): 412 ms ±12')
  expect(gateText({ ...result, series: null })).toBe('total.p99 < 5s: 412 ms ±12')
})

test('or with why nothing decides it, and how many calls would', () => {
  const open = { ...result, verdict: 'no-verdict', reason: 'n-too-small', reading: few, neededN: 368 } as const
  expect(gateText(open)).toBe('total.p99 < 5s (deepseek-chat): too few calls, it takes about 368')
})

test('too few calls for a figure may be enough to break it', () => {
  const broken = { ...result, verdict: 'failed', reading: few } as const
  expect(gateText(broken)).toBe('total.p99 < 5s (deepseek-chat): so many calls are over it that it cannot hold')
})

import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { samplePlan } from '../../../../test/support/samplePlan.ts'
import type { WhatIfGrid } from '../../../harness/plan/planReport.ts'
import { interpolation } from '../interpolation.ts'
import { plannerData } from './planner.ts'

/** Latency is the load times a hundred, halved where quotas are doubled, and endless where the only other model is lost. */
const whatIf: WhatIfGrid = {
  loadsPerSecond: [1, 2, 4],
  lost: [
    { name: '', models: [] },
    { name: 'a', models: ['a'] },
  ],
  quotaFactors: [0.5, 1, 2],
  points: [0, 1].flatMap((lost) =>
    [0.5, 1, 2].flatMap((quotaFactor) =>
      [1, 2, 4].map((perSecond) => ({
        perSecond,
        lost,
        quotaFactor,
        goodShare: 1,
        p99TtftMs: lost === 1 && perSecond === 4 ? ('Infinity' as const) : (100 * perSecond) / quotaFactor,
        p99TotalMs: null,
        refusedShare: 0,
        attemptsPerCall: 1,
        meanInFlight: perSecond,
        costPerCallUsd: 0.001,
        keepsSlo: perSecond < 4,
      })),
    ),
  ),
}
const data = plannerData({ ...samplePlan, whatIf })!

function read(asked: { load: number; factor: number; lost: number }, field: number): unknown {
  const code = `${interpolation}; between(cornersOf(grid, asked), field)`
  return runInNewContext(code, { grid: JSON.parse(data) as unknown, asked, field })
}
const ttft = (load: number, factor = 1, lost = 0) => read({ load, factor, lost }, 1)

describe('the sliders', () => {
  test('tell what was simulated, where it was', () => {
    expect(ttft(2)).toBe(200)
    expect(ttft(4, 0.5)).toBe(800)
  })

  test('go straight from one simulated load to the next, and never beyond them', () => {
    expect(ttft(3)).toBeCloseTo(300, 9)
    expect(ttft(1, Math.SQRT2)).toBeCloseTo(75, 9)
    expect(ttft(9)).toBe(400)
    expect(ttft(0)).toBe(100)
  })

  test('know of no figure beside what is endless or unknown', () => {
    expect(ttft(3, 1, 1)).toBe(Infinity)
    expect(ttft(2, 1, 1)).toBe(200)
    expect(read({ load: 2, factor: 1, lost: 0 }, 2)).toBeNull()
  })

  test('are left out where a point is missing', () => {
    expect(plannerData({ ...samplePlan, whatIf: { ...whatIf, points: whatIf.points.slice(1) } })).toBeUndefined()
    expect(plannerData({ ...samplePlan, whatIf: null })).toBeUndefined()
  })
})

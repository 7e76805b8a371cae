import { expect, test } from 'vitest'
import { benchPlan } from '../../../test/support/benchPlan.ts'
import { always, catalogue, during, first, probability } from '../../faults/index.ts'
import { faultBars } from './faultBars.ts'

test('faults that have their time, under the names of the plan, in order', () => {
  const bars = faultBars(benchPlan(), {
    models: {
      one: [during(2_000, 5_000, catalogue.resetPeer({})), always(catalogue.latency({ delayMs: 5 }))],
      two: [first(3, catalogue.resetPeer({})), probability(0.5, catalogue.resetPeer({}))],
    },
    origins: { place: { serves: ['two'], rules: [during(1_000, 3_000, catalogue.resetPeer({}))] } },
  })
  expect(bars).toEqual([
    { model: 'deepseek-chat', fault: 'latency', fromMs: 0, toMs: null },
    { model: 'moonshot-v1-8k', fault: 'resetPeer', fromMs: 1_000, toMs: 3_000 },
    { model: 'deepseek-chat', fault: 'resetPeer', fromMs: 2_000, toMs: 5_000 },
  ])
})

test('a good day has none', () => {
  expect(faultBars(benchPlan(), null)).toEqual([])
})

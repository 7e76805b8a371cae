import { expect, test } from 'vitest'
import { chartedReport } from '../../../test/support/chartedReport.ts'
import { samplePlan } from '../../../test/support/samplePlan.ts'
import { sampleReport } from '../../../test/support/sampleReport.ts'
import { lengthName, method } from './method.ts'

const ofBench = chartedReport()
const ofPlan = { ...sampleReport, plan: samplePlan }

test('rules are spoken of where there are some, and each kind of run says how it came about', () => {
  expect(method(sampleReport).markup).toContain('rules judge')
  expect(method(ofBench).markup).toContain('Each call is made when the load has it due')
  expect(method(ofPlan).markup).toContain('against models and quotas as they were described')
  for (const report of [ofBench, ofPlan]) expect(method(report).markup).not.toContain('rules')
})

test('a benchmark on a virtual clock took virtual time', () => {
  const bench = ofBench.bench!
  const inWorld = (world: 'virtual' | 'loopback') => lengthName({ ...bench, plan: { ...bench.plan, world } })
  expect([inWorld('virtual'), inWorld('loopback'), lengthName(undefined)]).toEqual([
    'virtual time',
    'wall time',
    'wall time',
  ])
})

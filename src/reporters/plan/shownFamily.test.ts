import { expect, test } from 'vitest'
import { samplePlan } from '../../../test/support/samplePlan.ts'
import { shownFamily } from './shownFamily.ts'

const { input, cells } = samplePlan
const [limit] = input.slo
const total = { ...input, slo: [{ ...limit!, metric: 'total.p95' as const }] }
const unknown = { value: null, interval: null }
const blocking = cells.map((cell) => ({ ...cell, ttftMs: { ...cell.ttftMs, p50: unknown } }))

test('what is drawn against load is what the SLO speaks of, if anybody measured it', () => {
  expect(shownFamily(samplePlan)).toBe('ttft')
  expect(shownFamily({ input: total, cells })).toBe('total')
  expect(shownFamily({ input, cells: blocking })).toBe('total')
})

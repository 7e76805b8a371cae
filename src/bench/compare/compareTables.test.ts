import { describe, expect, test } from 'vitest'
import { failed, many } from '../../../test/support/benchSamples.ts'
import { SampleTable } from '../metrics/sampleTable.ts'
import type { CallSample } from '../sample.ts'
import { compareTables } from './compareTables.ts'

const tableOf = (samples: readonly CallSample[]) => {
  const table = new SampleTable()
  for (const sample of samples) table.add(sample)
  return table
}
const options = { margin: 0.1, slo: [], isSamePlan: true }
const findings = (before: readonly CallSample[], after: readonly CallSample[], changes = {}) =>
  compareTables(tableOf(before), tableOf(after), { ...options, ...changes })
const wordsOf = (before: readonly CallSample[], after: readonly CallSample[], changes = {}) =>
  Object.fromEntries(findings(before, after, changes).map(({ metric, word }) => [metric, word]))
const slower = (factor: number) => (sample: CallSample) => ({
  ...sample,
  endedMs: sample.dueMs + (sample.endedMs! - sample.dueMs) * factor,
})

test('a run is the same as itself', () => {
  const words = wordsOf(many(2_000), many(2_000))
  expect(words).toMatchObject({ success: 'same', 'total.p50': 'same', 'total.p95': 'same', 'cost.per1kGood': 'same' })
  expect(Object.values(words)).not.toContain('worse')
})

describe('a change', () => {
  test('of +20 % is worse, of -20 % better, of +2 % none', () => {
    const base = many(2_000)
    expect(wordsOf(base, base.map(slower(1.2)))).toMatchObject({ 'total.p50': 'worse', 'ttft.p50': 'same' })
    expect(wordsOf(base, base.map(slower(0.8)))['total.p50']).toBe('better')
    expect(wordsOf(base, base.map(slower(1.02)))['total.p50']).toBe('same')
  })

  test('is told with its size, and its limits around it', () => {
    const base = many(2_000)
    const found = findings(base, base.map(slower(1.2))).find(({ metric }) => metric === 'total.p50')!
    expect(found).toMatchObject({ scale: 'ratio', change: expect.closeTo(0.2, 3), series: 'deepseek-chat' })
    expect(Number(found.interval![0])).toBeLessThan(0.2)
    expect(Number(found.interval![1])).toBeGreaterThan(0.2)
    expect(found.adjustedP).toBeLessThan(0.001)
  })

  test('of success is counted in points', () => {
    const worse = wordsOf(
      many(2_000),
      many(2_000, (call) => (call % 20 === 0 ? failed : {})),
    )
    expect(worse['success']).toBe('worse')
    const found = findings(
      many(2_000),
      many(2_000, (call) => (call % 20 === 0 ? failed : {})),
    )[0]!
    expect(found).toMatchObject({ metric: 'success', scale: 'points', change: expect.closeTo(-0.05, 9) })
  })

  test('of a tail that became endless is worse', () => {
    const words = wordsOf(
      many(2_000),
      many(2_000, (call) => (call % 5 === 0 ? failed : {})),
    )
    expect(words['total.p95']).toBe('worse')
  })

  test('of the spread alone is told where the middle held', () => {
    const base = many(2_000)
    const wider = base.map((sample) => ({
      ...sample,
      endedMs: sample.dueMs + 350 + 2 * (sample.endedMs! - sample.dueMs - 350),
    }))
    const p50 = findings(base, wider).find(({ metric }) => metric === 'total.p50')!
    expect(p50).toMatchObject({ word: 'same', spreadChanged: true })
  })
})

test('few calls are no verdict, and the number that would do is said', () => {
  const found = findings(many(40), many(40)).find(({ metric }) => metric === 'total.p95')!
  expect(found).toMatchObject({ word: 'unsure', interval: null, neededN: 72 })
})

test('what one side alone measured is not compared', () => {
  const words = wordsOf(
    many(500),
    many(500, () => ({ firstTokenMs: null })),
  )
  expect(words).not.toHaveProperty('ttft.p50')
  expect(
    wordsOf(
      many(500),
      many(500, () => ({ series: 'another' })),
    ),
  ).toEqual({})
})

test('pairing brings certainty', () => {
  const noisy = many(300, (call) => ({ endedMs: call * 10 + 100 * Math.exp(((call * 619) % 301) / 60) }))
  const width = (isSamePlan: boolean) => {
    const [low, high] = findings(noisy, noisy.map(slower(1.01)), { isSamePlan }).find(
      ({ metric }) => metric === 'total.p50',
    )!.interval!
    return Number(high) - Number(low)
  }
  expect(width(true)).toBeLessThan(width(false) / 3)
})

import { describe, expect, test } from 'vitest'
import { dropped, failed, many, sample } from '../../../test/support/benchSamples.ts'
import { summarise } from './summarise.ts'

describe('over time', () => {
  test('slices have a length that one can name, cover the run without gaps, and count every call once', () => {
    const { sliceMs, slices } = summarise(many(1_000)).overTime
    expect(sliceMs).toBe(200)
    expect(slices.map(({ fromMs }) => fromMs)).toEqual(Array.from({ length: 50 }, (_, index) => index * 200))
    expect(slices.reduce((sum, { due }) => sum + due, 0)).toBe(1_000)
  })

  test('a slice without calls is there, and says nothing', () => {
    const records = [...many(100), ...many(100, (call) => ({ call: call + 100, dueMs: 9_000 + call, endedMs: 9_900 }))]
    const { slices } = summarise(records).overTime
    expect(slices.find(({ due }) => due === 0)).toMatchObject({ failed: 0, p50Ms: null, p95Ms: null, p99Ms: null })
  })

  test('calls that failed are counted and are in no percentile; of few calls there is none', () => {
    const slow = summarise(many(100, (call) => (call % 2 === 0 ? failed : {}))).overTime.slices
    expect(slow.reduce((sum, one) => sum + one.failed, 0)).toBe(50)
    const { slices } = summarise([sample(0), sample(1), sample(2), sample(3, failed), sample(4, failed)]).overTime
    expect(slices.every(({ p50Ms }) => p50Ms === null)).toBe(true)
  })

  test('who was asked, how often, and who answered, is told by name; dropped calls are neither', () => {
    const { slices } = summarise([
      sample(0),
      sample(1, { dueMs: 0, model: '__proto__', outcome: 'ok-after-fallback', attempts: 3 }),
      sample(2, { dueMs: 0, attempts: 2, ...failed }),
      sample(3, { dueMs: 0, ...dropped, series: 'other' }),
    ]).overTime
    const [{ begun, attempts, answeredBy }] = slices as [(typeof slices)[0]]
    expect(begun).toEqual({ 'deepseek-chat': 3, other: 0 })
    expect(attempts).toEqual({ 'deepseek-chat': 6, other: 0 })
    expect(Object.entries(answeredBy)).toEqual([
      ['deepseek-chat', 1],
      ['__proto__', 1],
    ])
  })

  test('what ended, was under way, was lost and how long answers took is counted where it was', () => {
    const { sliceMs, slices } = summarise([
      sample(0, { dueMs: 0, startedMs: 0, endedMs: 1_500 }),
      sample(1, { dueMs: 10, startedMs: 10, endedMs: 110, ...failed }),
      sample(2, { dueMs: 20, ...dropped }),
      sample(3, { dueMs: 59_999, startedMs: 59_999, endedMs: 60_000 }),
    ]).overTime
    expect(sliceMs).toBe(1_000)
    expect(slices[0]).toMatchObject({
      ended: 0,
      meanInFlight: 1.1,
      lost: { dropped: 1, overloaded: 1 },
      bands: [[Math.floor(Math.log10(1_500) * 12), 1]],
    })
    expect(slices[1]).toMatchObject({ ended: 1, meanInFlight: 0.5, lost: {}, bands: [] })
    expect(slices.reduce((sum, { meanInFlight }) => sum + meanInFlight * sliceMs, 0)).toBeCloseTo(1_601, 6)
  })

  test('the order of records does not matter', () => {
    const records = many(500, (call) => (call % 7 === 0 ? failed : {}))
    const [one, other] = [records, records.toReversed()].map((some) => summarise(some))
    expect(other!.overTime).toEqual(one!.overTime)
    expect(other!.shownCalls).toEqual(one!.shownCalls)
  })

  test('of nothing there is nothing', () => expect(summarise([]).overTime).toEqual({ sliceMs: 0, slices: [] }))
})

describe('calls that are shown', () => {
  const { shownCalls, whole } = summarise(many(1_000, (call) => (call % 100 === 3 ? { ...failed, attempts: 3 } : {})))

  test('are the slowest, those that failed first, and some at random, ten of each', () => {
    const took = shownCalls.slowest.map(({ dueMs, endedMs }) => endedMs! - dueMs)
    expect(took.filter((ms) => ms >= 399)).toHaveLength(10)
    expect(took).toEqual(took.toSorted((one, other) => other - one))
    expect(shownCalls.failed.map(({ call }) => call)).toEqual(Array.from({ length: 10 }, (_, nth) => nth * 100 + 3))
    expect(new Set(shownCalls.random.map(({ call }) => call)).size).toBe(10)
    expect(shownCalls.random.at(-1)!.call).toBeGreaterThan(500)
  })

  test('and how many attempts calls took is counted', () =>
    expect(whole.attemptCounts).toEqual([
      [1, 990],
      [3, 10],
    ]))
})

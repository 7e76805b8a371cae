import { describe, expect, test } from 'vitest'
import { gcra, type GcraLimits } from './gcra.ts'

/** Places asked for at one instant, rounded to 10 microseconds: the pace is a nanosecond slower than even. */
const starts = (limits: GcraLimits, atMs: number, ...requests: number[]) => {
  const limiter = gcra(limits)
  return requests.map((tokens) => Math.round(limiter.reserve(atMs, tokens).startAtMs * 100) / 100)
}

describe('the pace of requests', () => {
  test.each([
    ['even', { rpm: 60 }, [5, 1_005, 2_005, 3_005]],
    ['with a burst ahead of it', { rpm: 60, burst: 2 }, [5, 5, 5, 1_005]],
    ['of a rate that divides no minute', { rpm: 7 }, [5, 8_576.43, 17_147.86, 25_719.29]],
  ])('%s', (_how, limits, expected) => {
    expect(starts(limits, 5, 0, 0, 0, 0)).toEqual(expected)
  })

  test('a pause fills the burst up, and no more', () => {
    const limiter = gcra({ rpm: 60, burst: 1 })
    limiter.reserve(0, 0)
    const after = Array.from({ length: 3 }, () => limiter.reserve(600_000, 0).startAtMs)
    expect(after.slice(0, 2)).toEqual([600_000, 600_000])
    expect(after[2]).toBeCloseTo(601_000, 3)
  })
})

describe('the pace of tokens', () => {
  test('each request waits for its own tokens, with a twentieth of the limit ahead', () => {
    expect(starts({ tpm: 6_000 }, 0, 200, 100, 100, 300)).toEqual([0, 0, 990, 3_990])
  })

  test('a request that is larger than the burst waits for the difference before and after', () => {
    expect(starts({ tpm: 6_000, burstTokens: 99 }, 0, 100, 300, 100)).toEqual([0, 3_000, 6_000])
  })

  test('more than a whole minute holds: never', () => {
    const limiter = gcra({ tpm: 100, burstTokens: 500 })
    expect([limiter.earliest(0, 100), limiter.earliest(0, 101)]).toEqual([0, Infinity])
  })

  test('both paces hold: the slower one decides', () => {
    expect(starts({ rpm: 60, tpm: 6_000, burstTokens: 99 }, 0, 100, 50, 100, 0)).toEqual([0, 1_000, 2_000, 3_000])
  })
})

describe('a start that did not happen', () => {
  test('gives its room back to the last unit if it was the last', () => {
    const limiter = gcra({ rpm: 60, tpm: 6_000 })
    limiter.reserve(0, 100)
    limiter.cancel(limiter.reserve(5_000, 300))
    expect(limiter.earliest(5_000, 300)).toBe(5_000)
  })

  test('gives its room back under those that started since', () => {
    const limiter = gcra({ rpm: 60, burst: 3 })
    limiter.reserve(0, 0)
    const aborted = limiter.reserve(0, 0)
    limiter.reserve(0, 0)
    limiter.reserve(0, 0)
    expect(limiter.earliest(0, 0)).toBeGreaterThan(0)
    limiter.cancel(aborted)
    expect(limiter.earliest(0, 0)).toBe(0)
  })

  test('never gives back more than it took: the starts since then keep the pace', () => {
    const limiter = gcra({ rpm: 60 })
    const aborted = limiter.reserve(0, 0)
    limiter.reserve(10_000, 0)
    limiter.cancel(aborted)
    expect(limiter.earliest(10_000, 0)).toBeCloseTo(11_000, 3)
  })
})

import { describe, expect, test } from 'vitest'
import { SlidingLogLimiter } from './rateLimiter.ts'

const starts = (limiter: SlidingLogLimiter, ...arrivals: number[]) =>
  arrivals.map((atMs) => limiter.reserve(atMs).startAtMs)

describe('requests per minute', () => {
  test.each([
    ['the first ones start at once', 3, [0, 0, 0], [0, 0, 0]],
    ['the next waits a whole minute after the first', 3, [0, 5, 9, 10], [0, 5, 9, 60_000]],
    ['each waits for the one that many before it', 2, [0, 100, 200, 300, 400], [0, 100, 60_000, 60_100, 120_000]],
    ['at the minute’s end the first has left', 1, [0, 60_000], [0, 60_000]],
    [
      'no calendar minute: a burst at its end still counts at its start',
      2,
      [59_999, 59_999, 60_001],
      [59_999, 59_999, 119_999],
    ],
    ['a long pause fills nothing up', 2, [0, 600_000, 600_000, 600_000], [0, 600_000, 600_000, 660_000]],
  ])('%s', (_story, rpm, arrivals, expected) => {
    expect(starts(new SlidingLogLimiter(rpm), ...arrivals)).toEqual(expected)
  })

  test('asking takes nothing', () => {
    const limiter = new SlidingLogLimiter(1)
    expect([limiter.earliest(5), limiter.earliest(5)]).toEqual([5, 5])
    limiter.reserve(5)
    expect([limiter.earliest(6), limiter.earliest(6)]).toEqual([60_005, 60_005])
  })

  test('who does not start has used nothing', () => {
    const limiter = new SlidingLogLimiter(1)
    const first = limiter.reserve(0)
    limiter.cancel(first)
    limiter.cancel(first)
    expect(limiter.reserve(1).startAtMs).toBe(1)
  })

  test('who starts late opens its minute late', () => {
    const limiter = new SlidingLogLimiter(1)
    limiter.reserve(0)
    const second = limiter.reserve(0)
    const third = limiter.reserve(0)
    expect(limiter.confirm(second, 60_250)).toBe(0)
    expect(limiter.confirm(third, 120_000)).toBe(250)
    expect(limiter.confirm(third, 120_250)).toBe(0)
  })
})

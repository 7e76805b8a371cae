import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import type { RateLimits } from './rateLimiter.ts'
import { slidingLog } from './slidingLog.ts'

/** Each arrival: when, and with how many tokens. */
const starts = (limits: RateLimits, ...arrivals: (readonly [atMs: number, tokens: number])[]) => {
  const limiter = slidingLog(limits)
  return arrivals.map(([atMs, tokens]) => limiter.reserve(atMs, tokens).startAtMs)
}

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
    expect(starts({ rpm }, ...arrivals.map((atMs) => [atMs, 1] as const))).toEqual(expected)
  })

  test('an instant that no double holds: not a bit early', () => {
    const arrivalMs = 100 / 7
    const [, startAtMs] = starts({ rpm: 1 }, [arrivalMs, 0], [arrivalMs, 0])
    expect(startAtMs! - arrivalMs).toBeGreaterThanOrEqual(60_000)
    expect(startAtMs! - arrivalMs).toBeLessThan(60_000.00001)
  })
})

describe('tokens per minute', () => {
  test('as many as fit start at once, the next when enough have left', () => {
    const queue = [
      [0, 40],
      [1_000, 50],
      [2_000, 10],
      [3_000, 30],
      [4_000, 20],
      [5_000, 50],
    ] as const
    expect(starts({ tpm: 100 }, ...queue)).toEqual([0, 1_000, 2_000, 60_000, 61_000, 62_000])
  })

  test('a small request does not overtake a large one that waits', () => {
    expect(starts({ tpm: 100 }, [0, 60], [1_000, 60], [2_000, 10])).toEqual([0, 60_000, 60_000])
  })

  test('more than a whole minute holds: never, and it is in nobody’s way', () => {
    const limiter = slidingLog({ tpm: 100 })
    expect(limiter.earliest(0, 101)).toBe(Infinity)
    const place = limiter.reserve(0, 101)
    expect([place.startAtMs, limiter.confirm(place, 500)]).toEqual([Infinity, Infinity])
    limiter.cancel(place)
    expect(limiter.reserve(0, 100).startAtMs).toBe(0)
  })

  test('both limits hold in one log: the stricter one decides', () => {
    const queue = [
      [0, 90],
      [1_000, 0],
      [2_000, 20],
      [3_000, 0],
    ] as const
    expect(starts({ rpm: 2, tpm: 100 }, ...queue)).toEqual([0, 1_000, 60_000, 61_000])
  })
})

test('asking takes nothing', () => {
  const limiter = slidingLog({ rpm: 1, tpm: 10 })
  expect([limiter.earliest(5, 9), limiter.earliest(5, 9)]).toEqual([5, 5])
  limiter.reserve(5, 9)
  expect([limiter.earliest(6, 0), limiter.earliest(6, 0)]).toEqual([60_005, 60_005])
})

test('who counts as started but does not start has used nothing', () => {
  const limiter = slidingLog({ rpm: 2, tpm: 10 })
  const first = limiter.reserve(0, 7)
  limiter.reserve(0, 3)
  const waiting = limiter.reserve(0, 5)
  waiting.movedUp = () => {}
  limiter.cancel(first)
  limiter.cancel(first)
  expect(waiting.startAtMs).toBe(0)
  expect(limiter.confirm(waiting, 10)).toBe(0)
  expect(limiter.earliest(10, 3)).toBe(60_000)
})

test('what has started since keeps its tokens', () => {
  const limiter = slidingLog({ tpm: 10 })
  const [, aborted] = [limiter.reserve(0, 2), limiter.reserve(0, 5), limiter.reserve(0, 3)]
  limiter.cancel(aborted!)
  expect(limiter.earliest(0, 5)).toBe(0)
  expect(limiter.earliest(0, 6)).toBe(60_000)
})

test('who holds a place that counts as started, but starts later, moves it', () => {
  const limiter = slidingLog({ rpm: 1 })
  const backingOff = limiter.reserve(0, 0)
  const next = limiter.reserve(0, 0)
  expect(limiter.confirm(backingOff, 30_000)).toBe(0)
  expect(limiter.confirm(next, 60_000)).toBe(30_000)
  expect(limiter.confirm(next, 90_000)).toBe(0)
})

test('forgets what has left every window, with no limit of requests too', async () => {
  const limiter = slidingLog({ tpm: 1_000_000 })
  const forgotten = new WeakRef(limiter.reserve(0, 1))
  const kept = new WeakRef(limiter.reserve(250_000, 1))
  limiter.reserve(300_000, 1)
  setFlagsFromString('--expose-gc')
  const collectGarbage = runInNewContext('gc') as () => void
  // A WeakRef is held until the job that made it is over.
  await new Promise(setImmediate)
  collectGarbage()
  expect([forgotten.deref(), kept.deref()?.startAtMs]).toEqual([undefined, 250_000])
  expect(limiter.earliest(300_000, 999_998)).toBe(300_000)
})

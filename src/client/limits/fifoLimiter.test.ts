import { describe, expect, test } from 'vitest'
import { limiterFor } from './limiterFor.ts'

const oneAMinute = [{ rpm: 1 }, { rpm: 1, algorithm: 'gcra' }] as const

describe.each(oneAMinute)('the queue before %o', (policy) => {
  /** The first starts now, the others wait for a minute each (and at most a microsecond more). */
  function queued(count: number) {
    const limiter = limiterFor(policy)
    limiter.reserve(0, 0)
    const places = Array.from({ length: count }, () => limiter.reserve(0, 0))
    return { limiter, places, minutes: () => places.map(({ startAtMs }) => Math.round(startAtMs) / 60_000) }
  }

  test('places are handed out in the order of asking', () => {
    expect(queued(3).minutes()).toEqual([1, 2, 3])
  })

  test('an aborted place moves those behind it up', () => {
    const { limiter, places } = queued(3)
    limiter.cancel(places[1]!)
    expect(Math.round(limiter.earliest(0, 0))).toBe(180_000)
    expect(limiter.confirm(places[0]!, 60_001)).toBe(0)
    expect(limiter.confirm(places[2]!, 120_002)).toBe(0)
  })

  test('who is first in the queue is told at once when it moves up, the others when it is their turn', () => {
    const { limiter, places, minutes } = queued(4)
    const told: number[] = []
    places.forEach((place, index) => (place.movedUp = () => told.push(index)))
    limiter.cancel(places[0]!)
    expect([told, minutes()]).toEqual([[1], [1, 1, 3, 4]])
    limiter.cancel(places[2]!)
    expect(told).toEqual([1])
    expect(limiter.confirm(places[1]!, 60_001)).toBe(0)
    expect(told).toEqual([1, 3])
    expect(minutes().at(-1)).toBeCloseTo(2, 3)
  })

  test('who does not listen keeps its place all the same, until it comes at the instant it knows', () => {
    const { limiter, places } = queued(3)
    limiter.cancel(places[0]!)
    limiter.cancel(places[1]!)
    expect(Math.round(places[2]!.startAtMs)).toBe(180_000)
    expect(limiter.earliest(150_000, 0)).toBeGreaterThan(180_000)
    expect(limiter.confirm(places[2]!, 180_001)).toBe(0)
  })

  test('who starts late opens the minute late, and the queue behind learns it when it wakes', () => {
    const { limiter, places } = queued(3)
    expect(limiter.confirm(places[0]!, 60_250)).toBe(0)
    expect(limiter.confirm(places[1]!, 120_001)).toBeCloseTo(249, 3)
    expect(places[1]!.startAtMs).toBeCloseTo(120_250, 3)
    expect(limiter.earliest(120_001, 0)).toBeCloseTo(240_250, 3)
    expect(limiter.confirm(places[1]!, 120_251)).toBe(0)
    expect(limiter.confirm(places[2]!, 180_252)).toBe(0)
  })

  test('a place whose owner never comes back does not hold the queue for ever', () => {
    const { limiter, places } = queued(2)
    const waitMs = limiter.confirm(places[1]!, 125_000)
    expect(waitMs).toBeLessThanOrEqual(60_000)
    expect(limiter.confirm(places[1]!, 125_000 + waitMs)).toBe(0)
  })

  test('a new request waits behind the queue, and behind those that are late', () => {
    const { limiter, places } = queued(1)
    expect(limiter.earliest(70_000, 0)).toBeGreaterThan(70_000)
    limiter.cancel(places[0]!)
    expect(limiter.earliest(70_000, 0)).toBe(70_000)
  })

  test('a place given back and then wanted after all stands where it stood', () => {
    const { limiter, places } = queued(2)
    limiter.cancel(places[0]!)
    expect(limiter.confirm(places[0]!, 60_001)).toBe(0)
    expect(limiter.confirm(places[1]!, 120_000.5)).toBeCloseTo(0.5, 3)
  })
})

test('room is kept for those in front who are a little late', () => {
  const limiter = limiterFor({ rpm: 2 })
  limiter.reserve(0, 0)
  const backingOff = limiter.reserve(0, 0)
  const [first, second] = [limiter.reserve(0, 0), limiter.reserve(0, 0)]
  expect([first.startAtMs, second.startAtMs]).toEqual([60_000, 60_000])
  limiter.confirm(backingOff, 30_000)
  expect(limiter.confirm(second, 60_000)).toBe(30_000)
  expect(limiter.confirm(first, 60_010)).toBe(0)
  expect(limiter.confirm(second, 90_000)).toBe(0)
})

test('who starts before those in front takes no room twice', () => {
  const limiter = limiterFor({ tpm: 10 })
  limiter.reserve(0, 10)
  const [, second] = [limiter.reserve(0, 2), limiter.reserve(0, 5), limiter.reserve(0, 3)]
  expect(limiter.confirm(second!, 60_000)).toBe(0)
  expect(limiter.earliest(60_000, 0)).toBe(60_000)
  expect(limiter.earliest(60_000, 1)).toBe(120_000)
})

test('a request that needs no room waits for those in front that do', () => {
  const limiter = limiterFor({ tpm: 5, algorithm: 'gcra' })
  limiter.reserve(0, 1)
  const aborted = limiter.reserve(0, 1)
  const [late, unaware] = [limiter.reserve(0, 1), limiter.reserve(0, 1)]
  limiter.cancel(aborted)
  expect(limiter.earliest(0, 1)).toBeCloseTo(36_000, 3)
  // By this plan both could have started by now; as neither has, only one of them can start.
  expect(limiter.earliest(24_001, 0)).toBeGreaterThan(24_001)
  limiter.cancel(late)
  limiter.cancel(unaware)
  expect(limiter.earliest(24_001, 0)).toBe(24_001)
})

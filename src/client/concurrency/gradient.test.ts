import { beforeEach, describe, expect, test } from 'vitest'
import { GradientLimit } from './gradient.ts'

let limit: GradientLimit
let nowMs: number
beforeEach(() => {
  limit = new GradientLimit({ initial: 20, min: 1, max: 100 })
  nowMs = 0
})

/** So many full windows of good answers, all with the same latency and all permits in use unless said otherwise. */
function windows(count: number, latencyMs: number, inFlight?: number): number {
  for (let window = 0; window < count; window += 1) {
    const samples = Math.max(10, limit.limit)
    for (let sample = 0; sample < samples; sample += 1) {
      limit.learn((nowMs += latencyMs), 'good', latencyMs, inFlight ?? limit.limit)
    }
  }
  return limit.limit
}

describe('the formula', () => {
  test('steady latency: a fifth of the queue of 4 more per window', () => {
    expect([windows(1, 100), windows(4, 100), windows(5, 100)]).toEqual([20, 24, 28])
  })

  test('the square root of the limit as queue', () => {
    limit = new GradientLimit({ initial: 25, min: 1, max: 100, queueSize: 'sqrt' })
    expect(windows(1, 100)).toBe(26)
  })

  test('no faster than the maximum', () => expect(windows(49 + 200, 100)).toBeLessThanOrEqual(100))

  test.each([
    // limit + 0.2 * (limit * ratio + 4 - limit), where the usual latency is 100 and a little of the new one.
    ['within the tolerance', 140, 50],
    ['twice as slow', 200, 48],
    ['ten times as slow counts as half', 1_000, 45],
  ])('%s', (_story, latencyMs, expected) => {
    limit = new GradientLimit({ initial: 50, min: 1, max: 100 })
    windows(1, 100, 1)
    expect(windows(1, latencyMs)).toBe(expected)
  })

  test('a limit that is not used does not grow', () => expect(windows(40, 100, 9)).toBe(20))
})

describe('overload', () => {
  test('takes a tenth, once for all that were under way together', () => {
    for (let attempt = 0; attempt < 10; attempt += 1) limit.learn(1_000, 'overloaded', 1_000, 20)
    expect(limit.limit).toBe(18)
    limit.learn(2_000, 'overloaded', 1_000, 18)
    expect(limit.limit).toBe(16)
  })

  test('its latency is no measurement', () => {
    for (let round = 0; round < 3; round += 1) limit.learn((nowMs += 10), 'overloaded', 10, 20)
    const after = limit.limit
    windows(1, 100)
    expect(windows(5, 140)).toBeGreaterThan(after)
  })
})

describe('the look at the latency without a queue', () => {
  beforeEach(() => {
    limit = new GradientLimit({ initial: 40, min: 1, max: 40 })
    windows(50, 1_000)
  })

  test('drops to a quarter after 50 windows', () => expect(limit.limit).toBe(10))

  test('and back after the old ones are gone, one round was skipped and two were measured', () => {
    for (let inFlight = 40; inFlight > 10; inFlight -= 1) limit.learn(nowMs, 'good', 1_000, inFlight)
    for (let answer = 0; answer < 1 + 10 + 19; answer += 1) limit.learn(nowMs, 'good', 200, 10)
    expect(limit.limit).toBe(10)
    limit.learn(nowMs, 'good', 200, 10)
    expect(limit.limit).toBe(40)
  })

  test('what it finds is half of the usual latency from then on', () => {
    for (let answer = 0; answer < 31; answer += 1) limit.learn(nowMs, 'good', 200, 10)
    // Usual is (1000 + 200) / 2 = 600 now: 1.5 times that is no queue, twice that is one.
    expect(windows(1, 880)).toBe(40)
    expect(windows(1, 1_200)).toBeLessThan(40)
  })

  test('is not taken where there is nothing to drop', () => {
    limit = new GradientLimit({ initial: 5, min: 5, max: 5 })
    expect(windows(200, 1_000)).toBe(5)
  })
})

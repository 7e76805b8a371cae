import { describe, expect, test } from 'vitest'
import { AimdLimit } from './aimd.ts'

const bounds = { initial: 10, min: 2, max: 12 }

/** `count` attempts, each started at `startedMs` and over a second later. */
function end(limit: AimdLimit, outcome: 'good' | 'overloaded' | 'silent', count: number, inFlight = 10, startedMs = 0) {
  for (let attempt = 0; attempt < count; attempt += 1) limit.learn(startedMs + 1_000, outcome, 1_000, inFlight)
  return limit.limit
}

describe('growth', () => {
  test('one more for every limit’s worth of good answers', () => {
    const limit = new AimdLimit(bounds)
    expect(end(limit, 'good', 9)).toBe(10)
    expect(end(limit, 'good', 2)).toBe(11)
    expect(end(limit, 'good', 9)).toBe(11)
    expect(end(limit, 'good', 2)).toBe(12)
  })

  test('never beyond the maximum', () => expect(end(new AimdLimit(bounds), 'good', 1_000)).toBe(12))

  test.each([
    [4, 10],
    [5, 11],
  ])('with %i of 10 in flight it ends at %i: what is not used proves nothing', (inFlight, grown) => {
    expect(end(new AimdLimit(bounds), 'good', 1_000, inFlight)).toBe(grown)
  })

  test('not by silence', () => expect(end(new AimdLimit(bounds), 'silent', 1_000)).toBe(10))
})

describe('overload', () => {
  test('takes a tenth', () => expect(end(new AimdLimit(bounds), 'overloaded', 1)).toBe(9))

  test('takes what was asked', () => {
    expect(end(new AimdLimit({ ...bounds, backoffRatio: 0.5 }), 'overloaded', 1)).toBe(5)
  })

  test('counts once for all attempts that were under way together', () => {
    expect(end(new AimdLimit(bounds), 'overloaded', 10)).toBe(9)
  })

  test('counts again for an attempt that started under the new limit', () => {
    const limit = new AimdLimit(bounds)
    end(limit, 'overloaded', 1, 10, 0)
    expect(end(limit, 'overloaded', 1, 10, 999)).toBe(9)
    expect(end(limit, 'overloaded', 1, 10, 1_000)).toBe(8)
  })

  test('always lowers a small limit, down to the minimum', () => {
    const limit = new AimdLimit({ initial: 4, min: 2, max: 12 })
    const limits = [0, 1, 2, 3].map((round) => end(limit, 'overloaded', 1, 10, round * 2_000))
    expect(limits).toEqual([3, 2, 2, 2])
  })
})

import { describe, expect, test } from 'vitest'
import { limiterFor, type LimiterPolicy } from './limiterFor.ts'

describe('limits that no limiter could hold', () => {
  test.each([
    [{ rpm: 0 }, 'rateLimiter.rpm is 0, expected a whole number from 1'],
    [{ tpm: 1.5 }, 'rateLimiter.tpm is 1.5, expected a whole number from 1'],
    [{ rpm: Number.NaN }, 'rateLimiter.rpm is NaN, expected a whole number from 1'],
    [{ algorithm: 'gcra', rpm: 1, burst: -1 }, 'rateLimiter.burst is -1, expected a whole number from 0'],
    [{ algorithm: 'gcra', tpm: 1, burstTokens: Infinity }, 'rateLimiter.burstTokens is Infinity, expected a whole'],
    [{ rpm: 1, burst: 1 }, "rateLimiter.burst and burstTokens need algorithm: 'gcra'; a sliding log has no burst"],
    [{ rpm: 1, algorithm: 'leaky' as 'gcra' }, "rateLimiter.algorithm is \"leaky\", expected 'sliding-log' or 'gcra'"],
  ] satisfies [LimiterPolicy, string][])('%o', (policy, message) => {
    expect(() => limiterFor(policy)).toThrow(message)
  })
})

test('a full minute at once, unless the pace is asked for', () => {
  const secondOf = (policy: LimiterPolicy) => {
    const limiter = limiterFor(policy)
    limiter.reserve(0, 0)
    return Math.round(limiter.earliest(0, 0))
  }
  expect(secondOf({ rpm: 2 })).toBe(0)
  expect(secondOf({ rpm: 2, algorithm: 'gcra' })).toBe(30_000)
  expect(secondOf({ rpm: 2, algorithm: 'gcra', burst: 1 })).toBe(0)
})

test.each([{}, { rpm: Infinity }, { rpm: Infinity, tpm: Infinity, algorithm: 'gcra' as const }])(
  'nothing to hold in %o: everybody starts at once, and nothing is remembered',
  (policy) => {
    const limiter = limiterFor(policy)
    const place = limiter.reserve(7, 1_000_000)
    expect([limiter.earliest(7, 1_000_000), place.startAtMs, limiter.confirm(place, 9)]).toEqual([7, 7, 0])
    expect(limiter.reserve(7, 0)).not.toBe(place)
    limiter.cancel(place)
  },
)

import { describe, expect, test } from 'vitest'
import { createRandom } from '../runtime/index.ts'
import { backoffDelay, longestBackoff } from './backoff.ts'
import { defaultPolicies } from './policy.ts'

const policy = defaultPolicies.retry

describe('full jitter', () => {
  test.each([
    [0, 500],
    [1, 1_000],
    [2, 2_000],
    [3, 4_000],
    [4, 8_000],
    [5, 8_000],
    [1_023, 8_000],
    [10_000, 8_000],
  ])('after %i retries the wait lies between nothing and %i ms', (retries, ceilingMs) => {
    expect(backoffDelay(retries, policy, () => 0)).toBe(0)
    expect(backoffDelay(retries, policy, () => 0.5)).toBe(ceilingMs / 2)
    expect(backoffDelay(retries, policy, () => 1 - 2 ** -32)).toBeLessThan(ceilingMs)
  })

  test('no backoff is none, however often', () => {
    for (const retries of [0, 5, 1_024, 10_000]) {
      expect(backoffDelay(retries, { ...policy, initialDelayMs: 0 }, () => 0.5)).toBe(0)
    }
  })

  test('together the waits are at most the sum of their ceilings', () => {
    expect([0, 1, 2, 5, 7].map((retries) => longestBackoff(retries, policy))).toEqual([0, 500, 1_500, 15_500, 31_500])
    expect(longestBackoff(2_000, { ...policy, initialDelayMs: 0 })).toBe(0)
  })

  test('its mean is half the ceiling, and no two calls wait alike', () => {
    const random = createRandom(7)
    const waits = Array.from({ length: 10_000 }, (_, call) => backoffDelay(2, policy, random.stream('backoff', call)))
    const mean = waits.reduce((sum, waitMs) => sum + waitMs, 0) / waits.length
    // Uniform over 2,000 ms: the mean's standard deviation is 2000 / sqrt(12 * 10^4) = 5.8 ms.
    expect(Math.abs(mean - 1_000)).toBeLessThan(5 * 5.8)
    expect(new Set(waits).size).toBeGreaterThan(9_900)
  })
})

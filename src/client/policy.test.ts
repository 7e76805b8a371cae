import { describe, expect, test } from 'vitest'
import { defaultPolicies } from './policy.ts'
import { circuitBreaker, deadline, policiesFrom, rateLimiter, retry, timeout } from './policySpecs.ts'

describe('policies over the defaults', () => {
  test('none given: the defaults', () => {
    expect(policiesFrom([])).toEqual(defaultPolicies)
  })

  test('what is left out, or given as undefined, keeps its default', () => {
    const { retry: merged, ...rest } = policiesFrom([retry({ maxAttemptsPerCall: 2, maxDelayMs: undefined! })])
    expect(merged).toEqual({ ...defaultPolicies.retry, maxAttemptsPerCall: 2 })
    expect({ retry: defaultPolicies.retry, ...rest }).toEqual(defaultPolicies)
  })

  test('each policy changes its own part', () => {
    const policies = policiesFrom([deadline(5_000), timeout({ headersMs: 7 }), rateLimiter({ rpm: 9 })])
    expect(policies).toEqual({
      ...defaultPolicies,
      deadlineMs: 5_000,
      timeout: { ...defaultPolicies.timeout, headersMs: 7 },
      rateLimiter: { rpm: 9 },
    })
  })

  test('of one kind given twice both count, the later first', () => {
    const specs = [retry({ initialDelayMs: 1, maxDelayMs: 2 }), retry({ maxDelayMs: 3 })]
    expect(policiesFrom(specs).retry).toMatchObject({ initialDelayMs: 1, maxDelayMs: 3 })
  })

  test('the breaker can be left out, and put back', () => {
    expect(policiesFrom([circuitBreaker(false)]).circuitBreaker).toBeNull()
    const again = policiesFrom([circuitBreaker(false), circuitBreaker({ minSamples: 4 })])
    expect(again.circuitBreaker).toEqual({ ...defaultPolicies.circuitBreaker, minSamples: 4 })
  })

  test('the defaults themselves are left alone', () => {
    const before = JSON.stringify(defaultPolicies)
    policiesFrom([retry({ maxAttemptsPerCall: 1 }), circuitBreaker(false), rateLimiter({ rpm: 1 })])
    expect(JSON.stringify(defaultPolicies)).toBe(before)
  })
})

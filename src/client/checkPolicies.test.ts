import { describe, expect, test } from 'vitest'
import { createClient } from './createClient.ts'
import { circuitBreaker, deadline, rateLimiter, retry, timeout, type PolicySpec } from './policySpecs.ts'

const open = (policy: PolicySpec) =>
  createClient({ baseURL: 'http://127.0.0.1:1/v1', apiKey: 'sk-0123456789', models: ['m'], policies: [policy] })

describe('policies that no client could live by', () => {
  test.each([
    [rateLimiter({ rpm: 0 }), 'rateLimiter.rpm is 0, expected a whole number from 1'],
    [rateLimiter({ rpm: 1.5 }), 'rateLimiter.rpm is 1.5, expected a whole number from 1'],
    [retry({ maxAttemptsPerCall: 0 }), 'retry.maxAttemptsPerCall is 0, expected a whole number from 1'],
    [retry({ maxDelayMs: -1 }), 'retry.maxDelayMs is -1, expected a number of ms from 0'],
    [retry({ initialDelayMs: Number.NaN }), 'retry.initialDelayMs is NaN, expected a number of ms from 0'],
    [deadline(0), 'deadline is 0, expected a number of ms from 1'],
    [timeout({ headersMs: 0 }), 'timeout.headersMs is 0, expected a number of ms from 1'],
    [circuitBreaker({ failureRatio: 0 }), 'circuitBreaker.failureRatio is 0, expected above 0 and at most 1'],
    [circuitBreaker({ minSamples: 0 }), 'circuitBreaker.minSamples is 0, expected a whole number from 1'],
  ])('%o', (policy, message) => {
    expect(() => open(policy)).toThrow(message)
  })

  test.each([deadline(Infinity), retry({ initialDelayMs: 0 }), circuitBreaker(false), rateLimiter({ rpm: 1 })])(
    '%o is fine',
    async (policy) => {
      await open(policy).close()
    },
  )
})

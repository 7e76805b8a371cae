import { ClientOptionsError } from './optionsError.ts'
import type { Policies } from './policy.ts'

/** Throws a `ClientOptionsError` that names the option, for a number that no client could live by. */
export function checkPolicies({ deadlineMs, retry, timeout, circuitBreaker, rateLimiter }: Policies): void {
  atLeast('deadline', deadlineMs, 1)
  wholeFromOne('retry.maxAttemptsPerEndpoint', retry.maxAttemptsPerEndpoint)
  wholeFromOne('retry.maxAttemptsPerCall', retry.maxAttemptsPerCall)
  const { initialDelayMs, maxDelayMs, patienceMs, longestAskedWaitMs, credentialCooldownMs } = retry
  const waits = { initialDelayMs, maxDelayMs, patienceMs, longestAskedWaitMs, credentialCooldownMs }
  for (const [name, ms] of Object.entries(waits)) atLeast(`retry.${name}`, ms, 0)
  for (const [name, ms] of Object.entries(timeout)) atLeast(`timeout.${name}`, ms as number, 1)
  if (rateLimiter !== null) wholeFromOne('rateLimiter.rpm', rateLimiter.rpm)
  if (circuitBreaker === null) return
  wholeFromOne('circuitBreaker.minSamples', circuitBreaker.minSamples)
  atLeast('circuitBreaker.windowMs', circuitBreaker.windowMs, 1)
  atLeast('circuitBreaker.openMs', circuitBreaker.openMs, 1)
  const { failureRatio } = circuitBreaker
  if (!(failureRatio > 0 && failureRatio <= 1))
    refuse('circuitBreaker.failureRatio', failureRatio, 'above 0 and at most 1')
}

/** Infinity is a limit that never comes; NaN is none. */
function atLeast(name: string, value: number, least: number): void {
  if (typeof value !== 'number' || !(value >= least)) refuse(name, value, `a number of ms from ${least}`)
}

function wholeFromOne(name: string, value: number): void {
  if (value !== Infinity && !(Number.isInteger(value) && value >= 1)) refuse(name, value, 'a whole number from 1')
}

function refuse(name: string, value: unknown, expected: string): never {
  throw new ClientOptionsError(`${name} is ${String(value)}, expected ${expected}`)
}

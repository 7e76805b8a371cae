import { errorClasses } from '../protocol/errorClass.ts'
import { shown } from './checkNames.ts'
import { checkLimit } from './concurrency/index.ts'
import { checkHealth } from './health/healthPolicy.ts'
import { ClientOptionsError } from './optionsError.ts'
import {
  defaultPolicies,
  type CircuitBreakerPolicy,
  type HedgePolicy,
  type Policies,
  type RateLimiterPolicy,
  type RetryPolicy,
  type TimeLimits,
  type TimeoutPolicy,
} from './policy.ts'

// Checked for every client that is opened: no text is put together for a number that is right.
const waits = namesOf(defaultPolicies.retry).filter((name) => name.endsWith('Ms'))
const timeLimits = namesOf(defaultPolicies.timeout).filter((name) => name !== 'laterAttempts')

function namesOf<Options extends object>(options: Options): (keyof Options & string)[] {
  return Object.keys(options) as (keyof Options & string)[]
}

/** Throws a `ClientOptionsError` that names the option, for a number that no client could live by. */
export function checkPolicies(policies: Policies): void {
  const { deadlineMs, retry, timeout, fallback, circuitBreaker, rateLimiter, concurrency, hedge, health } = policies
  atLeast('deadline', deadlineMs, 1)
  checkRetry(retry)
  checkTimeout(timeout)
  oneOf('fallback.contentPolicy', fallback.contentPolicy ?? 'fail', ['fail', 'fallback'])
  checkClasses(fallback.on)
  if (circuitBreaker !== null) checkBreaker(circuitBreaker)
  if (rateLimiter !== null) checkRateLimiter(rateLimiter)
  if (concurrency !== null) checkLimit(concurrency)
  if (hedge !== null) checkHedge(hedge)
  if (health !== null) checkHealth(health)
}

function checkClasses(on: unknown): void {
  if (on === undefined) return
  if (!Array.isArray(on)) refuse('fallback.on', on, "a list of error classes, such as ['rate_limited']")
  for (const [index, errorClass] of on.entries()) oneOf(`fallback.on[${index}]`, errorClass as string, errorClasses)
}

function checkRetry(retry: RetryPolicy): void {
  wholeFromOne('retry.maxAttemptsPerEndpoint', retry.maxAttemptsPerEndpoint)
  wholeFromOne('retry.maxAttemptsPerCall', retry.maxAttemptsPerCall)
  for (const name of waits) if (!isFrom(0, retry[name])) atLeast(`retry.${name}`, retry[name], 0)
  atLeast('retry.budgetRatio', retry.budgetRatio, 0, 'a share')
  atLeast('retry.budgetFloorPerSecond', retry.budgetFloorPerSecond, 0, 'a number')
}

function checkTimeout(timeout: TimeoutPolicy): void {
  for (const name of timeLimits) if (!isFrom(1, timeout[name])) atLeast(`timeout.${name}`, timeout[name], 1)
  const { laterAttempts } = timeout
  for (const name of Object.keys(laterAttempts) as (keyof TimeLimits)[]) {
    const ms = laterAttempts[name]!
    if (!timeLimits.includes(name)) refuse(`timeout.laterAttempts.${name}`, ms, `one of ${timeLimits.join(', ')}`)
    atLeast(`timeout.laterAttempts.${name}`, ms, 1)
  }
}

function checkBreaker({ failureRatio, minSamples, windowMs, openMs, slowCallMs }: CircuitBreakerPolicy): void {
  wholeFromOne('circuitBreaker.minSamples', minSamples)
  atLeast('circuitBreaker.windowMs', windowMs, 1)
  atLeast('circuitBreaker.openMs', openMs, 1)
  atLeast('circuitBreaker.slowCallMs', slowCallMs, 1)
  if (!(failureRatio > 0 && failureRatio <= 1))
    refuse('circuitBreaker.failureRatio', failureRatio, 'above 0 and at most 1')
}

function checkRateLimiter({
  rpm,
  tpm,
  algorithm = 'sliding-log',
  burst = 0,
  burstTokens = 0,
}: RateLimiterPolicy): void {
  if (rpm === undefined && tpm === undefined) refuse('rateLimiter', 'empty', 'rpm, tpm or both')
  if (rpm !== undefined) wholeFromOne('rateLimiter.rpm', rpm)
  if (tpm !== undefined) wholeFromOne('rateLimiter.tpm', tpm)
  oneOf('rateLimiter.algorithm', algorithm, ['sliding-log', 'gcra'])
  wholeFromZero('rateLimiter.burst', burst)
  wholeFromZero('rateLimiter.burstTokens', burstTokens)
}

function checkHedge({ afterMs, quantile, maxHedges = 1 }: HedgePolicy): void {
  if (afterMs === undefined && quantile === undefined) refuse('hedge', 'empty', 'afterMs, quantile or both')
  if (afterMs !== undefined) atLeast('hedge.afterMs', afterMs, 0)
  if (quantile !== undefined && !(quantile > 0 && quantile < 1)) refuse('hedge.quantile', quantile, 'between 0 and 1')
  wholeFromOne('hedge.maxHedges', maxHedges)
}

/** Infinity is a limit that never comes; NaN is none. */
function atLeast(name: string, value: number, least: number, what = 'a number of ms'): void {
  if (!isFrom(least, value)) refuse(name, value, `${what} from ${least}`)
}

function isFrom(least: number, value: unknown): boolean {
  return typeof value === 'number' && value >= least
}

function wholeFromOne(name: string, value: number): void {
  if (value !== Infinity && !(Number.isInteger(value) && value >= 1)) refuse(name, value, 'a whole number from 1')
}

function wholeFromZero(name: string, value: number): void {
  if (!(Number.isInteger(value) && value >= 0)) refuse(name, value, 'a whole number from 0')
}

function oneOf(name: string, value: string, choices: readonly string[]): void {
  if (!choices.includes(value)) refuse(name, value, `one of ${choices.join(', ')}`)
}

function refuse(name: string, value: unknown, expected: string): never {
  throw new ClientOptionsError(`${name} is ${shown(value)}, expected ${expected}`)
}

import type { Acceptance } from './accept.ts'
import { checkSpecs } from './checkSpecs.ts'
import type { ConcurrencyLimitSpec } from './concurrency/index.ts'
import { defaultHealth, type HealthPolicy } from './health/healthPolicy.ts'
import { milliseconds, type Duration } from './duration.ts'
import {
  defaultPolicies,
  type BudgetPolicy,
  type CircuitBreakerPolicy,
  type FallbackPolicy,
  type HedgePolicy,
  type Policies,
  type RateLimiterPolicy,
  type RetryPolicy,
  type TimeLimits,
  type TimeoutPolicy,
} from './policy.ts'

/** One policy as it is handed to `createClient`; what is left out keeps its default. */
export type PolicySpec = {
  readonly [Name in keyof PolicyOptions]: { readonly policy: Name; readonly options: PolicyOptions[Name] }
}[keyof PolicyOptions]

/** What each policy takes; a false turns it off. */
interface PolicyOptions {
  readonly deadline: number
  readonly retry: Partial<RetryPolicy>
  readonly timeout: Partial<TimeoutPolicy>
  readonly fallback: FallbackPolicy
  readonly circuitBreaker: Partial<CircuitBreakerPolicy> | false
  readonly rateLimiter: RateLimiterPolicy
  readonly concurrency: ConcurrencyLimitSpec
  readonly hedge: HedgePolicy
  readonly budget: BudgetPolicy
  readonly health: Partial<HealthPolicy>
  readonly accept: Acceptance
}

/** The call is over after so long (in ms, or `'60s'`), whatever happens. */
export const deadline = (duration: Duration): PolicySpec => ({
  policy: 'deadline',
  options: milliseconds('deadline', duration),
})
/** How often a call is tried, and how long it waits in between: full jitter, and a budget that retries share. */
export const retry = (options: Partial<RetryPolicy>): PolicySpec => ({ policy: 'retry', options })
/** The seven time limits of an attempt, each with an error of its own. */
export const timeout = (options: Partial<TimeLimits> & { laterAttempts?: Partial<TimeLimits> }): PolicySpec => ({
  policy: 'timeout',
  options,
})
/** Which failures send a call on to another endpoint; without it the error table says so. */
export const fallback = (options: FallbackPolicy): PolicySpec => ({ policy: 'fallback', options })
/** Leaves an endpoint alone that mostly fails, or is slow; on unless it is false. Opened, it fails with `circuit_open`. */
export const circuitBreaker = (options: Partial<CircuitBreakerPolicy> | false): PolicySpec => ({
  policy: 'circuitBreaker',
  options,
})
/** Holds every endpoint without a quota of its own to these limits. */
export const rateLimiter = (options: RateLimiterPolicy): PolicySpec => ({ policy: 'rateLimiter', options })
/** `concurrency(16)`, or a limit that adapts: `concurrency({ limit: 'aimd' })`. */
export const concurrency = (options: number | ConcurrencyLimitSpec): PolicySpec => ({
  policy: 'concurrency',
  options: typeof options === 'number' ? { limit: 'fixed', max: options } : options,
})
/** A second endpoint is asked when the first is late; the first content wins, the others are cancelled (and costed). */
export const hedge = (options: HedgePolicy): PolicySpec => ({ policy: 'hedge', options })
/** Nothing is sent that could take the client's spending over the limit. Every endpoint needs a price. */
export const budget = (options: BudgetPolicy): PolicySpec => ({ policy: 'budget', options })
/** Asks every endpoint from time to time; one that fails is tried last until it does well again. */
export const health = (options: Partial<HealthPolicy> = {}): PolicySpec => ({ policy: 'health', options })
/** A 200 that the application cannot use is a failure like others: a predicate, or a JSON Schema for the text. */
export const accept = (options: Acceptance): PolicySpec => ({ policy: 'accept', options })

/** The given policies over the defaults. Throws `ClientOptionsError` for what is none. */
export function policiesFrom(specs: readonly PolicySpec[]): Policies {
  checkSpecs(specs)
  const policies: Writable<Policies> = { ...defaultPolicies }
  for (const spec of specs) {
    switch (spec.policy) {
      case 'deadline':
        policies.deadlineMs = spec.options
        break
      case 'retry':
        policies.retry = over(policies.retry, spec.options)
        break
      case 'timeout':
        policies.timeout = over(policies.timeout, spec.options)
        break
      case 'circuitBreaker':
        policies.circuitBreaker = spec.options === false ? null : over(defaultPolicies.circuitBreaker!, spec.options)
        break
      case 'health':
        policies.health = over(defaultHealth, spec.options)
        break
      default:
        policies[spec.policy] = (typeof spec.options === 'object' ? over({}, spec.options) : spec.options) as never
    }
  }
  return policies
}

type Writable<Type> = { -readonly [Name in keyof Type]: Type[Name] }

/** The defaults with what was given; what was given as undefined is not. */
function over<Options extends object>(defaults: Options, given: Partial<Options>): Options {
  const options = { ...defaults }
  for (const name of Object.keys(given) as (keyof Options)[]) {
    const value = given[name]
    if (value !== undefined) options[name] = value as Options[typeof name]
  }
  return options
}

/** All times in ms. */
export interface RetryPolicy {
  /** Attempts of one call on one endpoint, the first included (gRPC's counting). */
  readonly maxAttemptsPerEndpoint: number
  /** Attempts of one call over all endpoints, the first included. */
  readonly maxAttemptsPerCall: number
  /** Full jitter: the k-th wait is `random() * min(maxDelayMs, initialDelayMs * 2^k)` (AWS Architecture Blog, 2015). */
  readonly initialDelayMs: number
  readonly maxDelayMs: number
  /** A wait up to here is sat out on the same endpoint; a longer one sends the call to the next endpoint at once. */
  readonly patienceMs: number
  /** The longest wait that is sat out at all when no endpoint is free; beyond it the call fails with `retryAtMs`. */
  readonly longestAskedWaitMs: number
  /** For how long a refused key (401, 402, hard quota) is not used again by this process. */
  readonly credentialCooldownMs: number
}

/** Each limits one phase of one attempt and has its own error; the call's deadline stands beside them. In ms. */
export interface TimeoutPolicy {
  readonly connectMs: number
  /** From the connection to the response's headers. */
  readonly headersMs: number
  /** From the headers to the first content of a stream. */
  readonly firstTokenMs: number
  /** Between two pieces of a body. */
  readonly idleMs: number
  readonly attemptMs: number
}

export interface CircuitBreakerPolicy {
  /** Opens at this share of failures … */
  readonly failureRatio: number
  /** … among at least so many outcomes … */
  readonly minSamples: number
  /** … within this window. */
  readonly windowMs: number
  /** Stays open so long, then lets one probe through. */
  readonly openMs: number
}

export interface RateLimiterPolicy {
  /** Requests per sliding minute to each endpoint. Retries count. */
  readonly rpm: number
}

export interface Policies {
  readonly deadlineMs: number
  readonly retry: RetryPolicy
  readonly timeout: TimeoutPolicy
  /** Null: none. */
  readonly circuitBreaker: CircuitBreakerPolicy | null
  readonly rateLimiter: RateLimiterPolicy | null
}

export const defaultPolicies: Policies = {
  deadlineMs: 60_000,
  retry: {
    maxAttemptsPerEndpoint: 3,
    maxAttemptsPerCall: 6,
    initialDelayMs: 500,
    maxDelayMs: 8_000,
    patienceMs: 1_000,
    longestAskedWaitMs: 60_000,
    credentialCooldownMs: 300_000,
  },
  timeout: { connectMs: 5_000, headersMs: 20_000, firstTokenMs: 20_000, idleMs: 15_000, attemptMs: 60_000 },
  circuitBreaker: { failureRatio: 0.5, minSamples: 10, windowMs: 30_000, openMs: 15_000 },
  rateLimiter: null,
}

/** One policy as it is handed to `createClient`; what is left out keeps its default. */
export type PolicySpec =
  | { readonly policy: 'deadline'; readonly ms: number }
  | ({ readonly policy: 'retry' } & Partial<RetryPolicy>)
  | ({ readonly policy: 'timeout' } & Partial<TimeoutPolicy>)
  | ({ readonly policy: 'circuitBreaker' } & Partial<CircuitBreakerPolicy>)
  | { readonly policy: 'noCircuitBreaker' }
  | ({ readonly policy: 'rateLimiter' } & RateLimiterPolicy)

/** The call is over after `ms`, whatever happens. */
export const deadline = (ms: number): PolicySpec => ({ policy: 'deadline', ms })
export const retry = (options: Partial<RetryPolicy>): PolicySpec => ({ policy: 'retry', ...options })
export const timeout = (options: Partial<TimeoutPolicy>): PolicySpec => ({ policy: 'timeout', ...options })
export const circuitBreaker = (options: Partial<CircuitBreakerPolicy> | false): PolicySpec =>
  options === false ? { policy: 'noCircuitBreaker' } : { policy: 'circuitBreaker', ...options }
export const rateLimiter = (options: RateLimiterPolicy): PolicySpec => ({ policy: 'rateLimiter', ...options })

/** The given policies over the defaults. */
export function policiesFrom(specs: readonly PolicySpec[]): Policies {
  return specs.reduce<Policies>((policies, spec) => {
    switch (spec.policy) {
      case 'deadline':
        return { ...policies, deadlineMs: spec.ms }
      case 'retry':
        return { ...policies, retry: { ...policies.retry, ...given(spec) } }
      case 'timeout':
        return { ...policies, timeout: { ...policies.timeout, ...given(spec) } }
      case 'circuitBreaker':
        return { ...policies, circuitBreaker: { ...defaultPolicies.circuitBreaker!, ...given(spec) } }
      case 'noCircuitBreaker':
        return { ...policies, circuitBreaker: null }
      case 'rateLimiter':
        return { ...policies, rateLimiter: { rpm: spec.rpm } }
    }
  }, defaultPolicies)
}

/** The options of a spec without its name, and without what was given as undefined. */
function given<Spec extends PolicySpec>(spec: Spec): Omit<Spec, 'policy'> {
  const { policy: _name, ...options } = spec
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Omit<Spec, 'policy'>
}

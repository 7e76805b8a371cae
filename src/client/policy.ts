import type { ErrorClass } from '../protocol/errorClass.ts'
import type { Acceptance } from './accept.ts'
import type { ConcurrencyLimitSpec } from './concurrency/index.ts'
import type { HealthPolicy } from './health/healthPolicy.ts'

/** All times in ms. */
export interface RetryPolicy {
  /** Attempts of one call on one endpoint, the first included (gRPC's counting). */
  readonly maxAttemptsPerEndpoint: number
  /** Attempts of one call over all endpoints, the first and every hedge included. */
  readonly maxAttemptsPerCall: number
  /** Full jitter: the k-th wait is `random() * min(maxDelayMs, initialDelayMs * 2^k)` (AWS Architecture Blog, 2015). */
  readonly initialDelayMs: number
  /** The ceiling of that, in ms. */
  readonly maxDelayMs: number
  /**
   * A wait up to here is sat out on the same endpoint; a longer one sends the call to the next endpoint at once. So does
   * a retry, while another endpoint is open, when the call's backoffs on this one could be longer in all: with the
   * defaults the first retry (up to 500 ms) is made here, the second (up to 1,000 ms more) is left to the next endpoint.
   */
  readonly patienceMs: number
  /** The longest wait that is sat out at all when no endpoint is free; beyond it the call fails with `retryAtMs`. */
  readonly longestAskedWaitMs: number
  /** For how long a refused key (401, 402, hard quota) is not used again by this client. */
  readonly credentialCooldownMs: number
  /** Retries and hedges on an endpoint are at most this share of its requests … */
  readonly budgetRatio: number
  /** … and so many per second beside it, within ten seconds (Finagle's RetryBudget). Infinity: no budget. */
  readonly budgetFloorPerSecond: number
}

/** Each limits one phase of one attempt and has its own error; the call's deadline stands beside them. In ms. */
export interface TimeLimits {
  /** Until the TCP connection stands. */
  readonly connectMs: number
  /** From there until the TLS handshake is done. */
  readonly tlsMs: number
  /** From the connection to the response's headers. */
  readonly headersMs: number
  /** From the headers to the first content of a stream. */
  readonly firstTokenMs: number
  /** Between two pieces of a body, whatever they hold: comments count. */
  readonly byteIdleMs: number
  /** Between two pieces of content: comments do not count. */
  readonly tokenIdleMs: number
  /** For one attempt as a whole. */
  readonly attemptMs: number
}

/** The time limits of an attempt, and those of later attempts on the same endpoint. In ms. */
export interface TimeoutPolicy extends TimeLimits {
  /** What holds instead from the second attempt on the same endpoint on: patience may grow, the deadline does not. */
  readonly laterAttempts: Partial<TimeLimits>
}

/** When an endpoint is left alone; times in ms. After resilience4j and Polly: a ratio over a sliding window. */
export interface CircuitBreakerPolicy {
  /** Opens at this share of failures … */
  readonly failureRatio: number
  /** … among at least so many outcomes … */
  readonly minSamples: number
  /** … within this window. */
  readonly windowMs: number
  /** Stays open so long, then lets one probe through. */
  readonly openMs: number
  /** An answer (of a stream: its first content) that takes longer counts as a failure, so that traffic moves away. */
  readonly slowCallMs: number
}

/** What may start within a minute. GCRA: ITU-T I.371, the generic cell rate algorithm. */
export interface RateLimiterPolicy {
  /** Requests per sliding minute to each endpoint. Retries, hedges and probes count. */
  readonly rpm?: number
  /** Tokens per sliding minute to each endpoint: prompt (estimated) and `max_tokens`, as providers count them. */
  readonly tpm?: number
  /** `sliding-log` never lets more than the limit through; `gcra` is smoother and lets `burst` more through. */
  readonly algorithm?: 'sliding-log' | 'gcra'
  /** For `gcra`: so many requests may go at once beside the even pace. */
  readonly burst?: number
  /** For `gcra`: the same in tokens; a twentieth of `tpm` unless given. Give it the largest request at least. */
  readonly burstTokens?: number
}

/** When a further attempt is sent beside one that is late; in ms. Dean and Barroso, “The Tail at Scale”, 2013. */
export interface HedgePolicy {
  /** Asks another endpoint too when nothing has come after so long; 0 asks several at once. */
  readonly afterMs?: number
  /** Or when this share of the endpoint's late answers came sooner (0.95: the slowest twentieth is hedged). */
  readonly quantile?: number
  /** Further attempts beside the first. */
  readonly maxHedges?: number
}

/** A limit that nothing exceeds: what is not affordable fails with `budget`. */
export interface BudgetPolicy {
  /** What the client may spend in its life, in USD. Worst cases are reserved before anything is sent. */
  readonly usd: number | string
}

/** Which failures send a call on to another endpoint. */
export interface FallbackPolicy {
  /** Whether another endpoint is asked when a filter refused the messages. */
  readonly contentPolicy?: 'fail' | 'fallback'
  /** The classes that may send a call on to another endpoint; without it the error table decides. */
  readonly on?: readonly ErrorClass[]
}

/** All policies of a client, merged over the defaults. */
export interface Policies {
  readonly deadlineMs: number
  readonly retry: RetryPolicy
  readonly timeout: TimeoutPolicy
  readonly fallback: FallbackPolicy
  /** Null: none. */
  readonly circuitBreaker: CircuitBreakerPolicy | null
  readonly rateLimiter: RateLimiterPolicy | null
  readonly concurrency: ConcurrencyLimitSpec | null
  readonly hedge: HedgePolicy | null
  readonly budget: BudgetPolicy | null
  readonly health: HealthPolicy | null
  readonly accept: Acceptance | null
}

/** What holds where nothing is said. Printed in docs/client.md. */
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
    budgetRatio: 0.2,
    budgetFloorPerSecond: 3,
  },
  timeout: {
    connectMs: 5_000,
    tlsMs: 5_000,
    headersMs: 20_000,
    firstTokenMs: 20_000,
    byteIdleMs: 15_000,
    tokenIdleMs: 20_000,
    attemptMs: 60_000,
    laterAttempts: {},
  },
  fallback: { contentPolicy: 'fail' },
  circuitBreaker: { failureRatio: 0.5, minSamples: 10, windowMs: 30_000, openMs: 15_000, slowCallMs: Infinity },
  rateLimiter: null,
  concurrency: null,
  hedge: null,
  budget: null,
  health: null,
  accept: null,
}

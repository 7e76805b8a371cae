import type { PriceTable } from '../protocol/money/price.ts'
import type { CircuitBreaker } from './circuitBreaker.ts'
import type { ConcurrencyGate } from './concurrency/index.ts'
import type { Endpoint } from './endpoint.ts'
import type { LatencyTracker } from './latencyTracker.ts'
import type { RateLimiter } from './limits/index.ts'
import type { RetryBudget } from './retryBudget.ts'

/** What all calls of this client share about one endpoint. */
export interface Lane {
  readonly endpoint: Endpoint
  /** The server asked for peace until then (monotonic ms). */
  askedUntilMs: number
  /** How long that wait was when it was asked for, in ms. */
  askedForMs: number
  readonly breaker: CircuitBreaker | undefined
  readonly limiter: RateLimiter | undefined
  readonly concurrency: ConcurrencyGate | undefined
  readonly retryBudget: RetryBudget | undefined
  /** Of answers: how long they took; of streams, their first content. */
  readonly latency: LatencyTracker
  inFlight: number
  /** Undefined: nobody said what it costs. */
  price: PriceTable | undefined
  /** What the last probe found; true without probes. */
  healthy: boolean
  /** It has eaten a whole call of late: until then (monotonic ms) others are asked before it. */
  suspectUntilMs: number
}

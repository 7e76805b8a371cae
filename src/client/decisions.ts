import { chargeAttempt } from './callCost.ts'
import { readAnswer } from './chatAttempt.ts'
import { CircuitBreaker, type OnBreakerChange } from './circuitBreaker.ts'
import { classifyResponse, classifyTransport } from './classify.ts'
import { CostBudget } from './costBudget.ts'
import { afterFailure, nextMove } from './decide.ts'
import { concurrencyGate } from './concurrency/index.ts'
import type { Ending } from './failure.ts'
import { healthOf } from './healthOf.ts'
import { limiterFor } from './limits/index.ts'
import type { CircuitBreakerPolicy } from './policy.ts'
import { RetryBudget, type RetryBudgetPolicy } from './retryBudget.ts'

/**
 * Every decision of the client, as one replaceable set. It exists for the mutants that prove the judge: our client with
 * exactly one decision done wrong. Applications have no use for it; it is not exported from the package.
 */
export interface Decisions {
  readonly classifyResponse: typeof classifyResponse
  readonly classifyTransport: typeof classifyTransport
  readonly readAnswer: typeof readAnswer
  readonly afterFailure: typeof afterFailure
  readonly nextMove: typeof nextMove
  readonly limiterFor: typeof limiterFor
  readonly gateFor: typeof concurrencyGate
  readonly breakerFor: (policy: CircuitBreakerPolicy, onChange: OnBreakerChange) => CircuitBreaker
  readonly retryBudgetFor: (policy: RetryBudgetPolicy) => RetryBudget
  /** What the circuit breaker counts, and as what. */
  readonly healthOf: typeof healthOf
  /** However an attempt ends, its place in the line is another's. */
  readonly givesPermitBack: (how: Ending) => boolean
  /** Until when nobody uses a key that was refused, in monotonic ms. */
  readonly cooledAtMs: (nowMs: number, cooldownMs: number) => number
  readonly chargeAttempt: typeof chargeAttempt
  /** What keeps the limit, in pico-dollars. */
  readonly openBudget: (limitPicoUsd: bigint) => CostBudget
  /** A stream or a document that ended without its finish marker is no answer. */
  readonly needsFinishMarker: boolean
  /** After the first content nothing is tried again: the caller already has a part of the answer. */
  readonly commitsAtFirstContent: boolean
  /** A wait ends when the caller aborts. */
  readonly abortsWaits: boolean
  /** An asked wait binds all calls, not just the one that met it. */
  readonly sharesAskedWaits: boolean
  /** Who was sent away until an instant comes back a little later than that, each by a chance of its own. */
  readonly spreadsAskedWaits: boolean
  /** A finished attempt takes its timer back. */
  readonly cancelsTimers: boolean
}

/** The decisions as they are right. */
export const decisions: Decisions = {
  classifyResponse,
  classifyTransport,
  readAnswer,
  afterFailure,
  nextMove,
  limiterFor,
  gateFor: concurrencyGate,
  breakerFor: (policy, onChange) => new CircuitBreaker(policy, onChange),
  retryBudgetFor: (policy) => new RetryBudget(policy),
  healthOf,
  givesPermitBack: () => true,
  cooledAtMs: (nowMs, cooldownMs) => nowMs + cooldownMs,
  chargeAttempt,
  openBudget: (limitPicoUsd) => new CostBudget(limitPicoUsd),
  needsFinishMarker: true,
  commitsAtFirstContent: true,
  abortsWaits: true,
  sharesAskedWaits: true,
  spreadsAskedWaits: true,
  cancelsTimers: true,
}

import { decisions, type Decisions } from '../../client/decisions.ts'
import { circuitBreaker, hedge, retry, type PolicySpec } from '../../client/index.ts'

/** How a client differs from the one that all defaults give. */
export interface PolicyChange {
  readonly policies?: readonly PolicySpec[]
  readonly decisions?: Partial<Decisions>
}

/** Every wait as long as it may be: calls that failed together come back together. */
const withoutJitter: PolicyChange['decisions'] = {
  afterFailure: (state, failure, credential, nowMs, policy) =>
    decisions.afterFailure(state, failure, credential, nowMs, policy, () => 1),
  spreadsAskedWaits: false,
}
const unlimitedRetries = retry({ budgetFloorPerSecond: Infinity })

/** What is played through an outage, each beside the client as it is. Adding one is a line here and one in `messages`. */
export const comparedPolicies = {
  'as-is': {},
  'no-retry-budget': { policies: [unlimitedRetries] },
  'no-breaker': { policies: [circuitBreaker(false)] },
  'no-jitter': { decisions: withoutJitter },
  hedge: { policies: [hedge({ quantile: 0.95 })] },
  'none-of-them': { policies: [unlimitedRetries, circuitBreaker(false)], decisions: withoutJitter },
} as const satisfies Record<string, PolicyChange>
export type ComparedPolicy = keyof typeof comparedPolicies

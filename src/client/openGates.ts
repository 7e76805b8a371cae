import type { ClientEvent } from '../history/index.ts'
import { fixed } from './concurrency/index.ts'
import type { Decisions } from './decisions.ts'
import type { Endpoint } from './endpoint.ts'
import { Gates } from './gates.ts'
import type { Lane } from './lane.ts'
import { LatencyTracker } from './latencyTracker.ts'
import type { Policies, RateLimiterPolicy } from './policy.ts'
import { defaultRetryBudget } from './retryBudget.ts'

/** Opens what all calls share, endpoint by endpoint: its own quota goes before the client's policies. */
export function openGates(
  endpoints: readonly Endpoint[],
  policies: Policies,
  { limiterFor, gateFor, breakerFor, retryBudgetFor }: Decisions,
  emit: (event: ClientEvent) => void,
): Gates {
  const limits = endpoints.map(({ quota }) => limitsOf(quota, policies.rateLimiter))
  const lanes = endpoints.map((endpoint, index): Lane => {
    const { circuitBreaker, retry } = policies
    const { id, quota } = endpoint
    const limit = limits[index]
    const inFlight = quota.maxConcurrent === undefined ? policies.concurrency : fixed(quota.maxConcurrent)
    return {
      endpoint,
      askedUntilMs: -Infinity,
      askedForMs: 0,
      breaker:
        circuitBreaker === null
          ? undefined
          : breakerFor(circuitBreaker, (from, to) => emit({ type: 'breaker-changed', endpoint: id, from, to })),
      limiter: limit === undefined ? undefined : limiterFor(limit),
      concurrency:
        inFlight === null
          ? undefined
          : gateFor(inFlight, (from, to) => emit({ type: 'limit-changed', endpoint: id, from, to })),
      retryBudget:
        retry.budgetFloorPerSecond === Infinity
          ? undefined
          : retryBudgetFor({
              ...defaultRetryBudget,
              ratio: retry.budgetRatio,
              floorPerSecond: retry.budgetFloorPerSecond,
            }),
      latency: new LatencyTracker(),
      inFlight: 0,
      price: endpoint.price,
      healthy: true,
      suspectUntilMs: -Infinity,
    }
  })
  return new Gates(
    lanes,
    limits.some((limit) => limit?.tpm !== undefined),
  )
}

function limitsOf({ rpm, tpm }: Endpoint['quota'], policy: RateLimiterPolicy | null): RateLimiterPolicy | undefined {
  if (rpm === undefined && tpm === undefined) return policy ?? undefined
  return { ...policy, ...(rpm === undefined ? {} : { rpm }), ...(tpm === undefined ? {} : { tpm }) }
}

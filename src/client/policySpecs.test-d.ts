import { expectTypeOf } from 'vitest'
import {
  accept,
  aimd,
  budget,
  circuitBreaker,
  concurrency,
  deadline,
  fallback,
  fixed,
  gradient,
  health,
  hedge,
  rateLimiter,
  retry,
  timeout,
  type Answer,
  type Duration,
  type PolicySpec,
} from './index.ts'

// Each line is checked by `npm run typecheck`; nothing here runs. What must not compile stands below its @ts-expect-error.

expectTypeOf(deadline).parameters.toEqualTypeOf<[Duration]>()
expectTypeOf([60_000, 0.5, '500ms', '60s', '2m', '1.5s'] as const).items.toExtend<Duration>()
// @ts-expect-error -- a unit is one of ms, s and m
deadline('60 seconds')
// @ts-expect-error -- a number without a unit is a number
deadline('60000')
// @ts-expect-error -- hours are no deadline
deadline('1h')

expectTypeOf(retry({ maxAttemptsPerEndpoint: 1, maxAttemptsPerCall: 4, budgetRatio: 0.1 })).toEqualTypeOf<PolicySpec>()
retry({ initialDelayMs: 1, maxDelayMs: 2, patienceMs: 3, longestAskedWaitMs: 4, credentialCooldownMs: 5 })
retry({ budgetFloorPerSecond: Infinity })
// @ts-expect-error -- the tutorial's name
retry({ maxRetries: 3 })
// @ts-expect-error -- times are numbers of ms
retry({ maxDelayMs: '8s' })

timeout({ connectMs: 1, tlsMs: 2, headersMs: 3, firstTokenMs: 4, byteIdleMs: 5, tokenIdleMs: 6, attemptMs: 7 })
timeout({ laterAttempts: { headersMs: 40_000 } })
// @ts-expect-error -- there is no eighth limit
timeout({ idleMs: 15_000 })
// @ts-expect-error -- patience does not nest
timeout({ laterAttempts: { laterAttempts: {} } })

fallback({ contentPolicy: 'fallback', on: ['rate_limited', 'overloaded'] })
// @ts-expect-error -- classes are a closed list
fallback({ on: ['RateLimitError'] })
// @ts-expect-error -- there is no third way
fallback({ contentPolicy: 'ignore' })

circuitBreaker(false)
circuitBreaker({ failureRatio: 0.5, minSamples: 10, windowMs: 1, openMs: 1, slowCallMs: 8_000 })
// @ts-expect-error -- a breaker is on unless it is off
circuitBreaker(true)
// @ts-expect-error -- opossum's name
circuitBreaker({ resetTimeout: 15_000 })

rateLimiter({ rpm: 300, tpm: 100_000, algorithm: 'gcra', burst: 10 })
// @ts-expect-error -- a token bucket is neither of the two
rateLimiter({ rpm: 300, algorithm: 'token-bucket' })
// @ts-expect-error -- the tutorial's name
rateLimiter({ max_rpm: 300 })

concurrency(16)
concurrency(fixed(16))
concurrency(aimd({ initial: 8, min: 1, max: 64, backoffRatio: 0.9 }))
concurrency(gradient({ initial: 8, min: 1, max: 64, tolerance: 1.5, smoothing: 0.2, queueSize: 'sqrt' }))
concurrency({ limit: 'aimd', initial: 8, min: 1, max: 64 })
// @ts-expect-error -- an adaptive limit needs its bounds
concurrency({ limit: 'aimd' })
// @ts-expect-error -- there are three limits
concurrency({ limit: 'vegas', initial: 8, min: 1, max: 64 })
// @ts-expect-error -- a tolerance is the gradient's
aimd({ initial: 8, min: 1, max: 64, tolerance: 1.5 })

hedge({ afterMs: 2_000, quantile: 0.95, maxHedges: 2 })
// @ts-expect-error -- a percentile is a quantile between 0 and 1
hedge({ percentile: 95 })

budget({ usd: '5.00' })
budget({ usd: 5 })
// @ts-expect-error -- a budget without an amount is none
budget({})
// @ts-expect-error -- the money is USD
budget({ eur: '5.00' })

health()
health({ everyMs: 30_000, probe: 'chat', timeoutMs: 5_000, failuresToMark: 2, successesToClear: 2 })
// @ts-expect-error -- there are two probes
health({ probe: 'ping' })

accept(({ text }) => text !== '')
accept(({ text, finishReason }) => (finishReason === 'length' ? `cut short: ${text}` : true))
accept({ jsonSchema: { type: 'object', required: ['answer'] } })
accept((answer) => {
  expectTypeOf(answer).toEqualTypeOf<Answer>()
  return true
})
// @ts-expect-error -- a verdict is true or a reason, now and not later
accept(async ({ text }) => text !== '')
// @ts-expect-error -- a schema says that it is one
accept({ type: 'object' })

for (const policy of [deadline(1), retry({}), timeout({}), fallback({}), circuitBreaker({}), rateLimiter({ rpm: 1 })])
  expectTypeOf(policy).toEqualTypeOf<PolicySpec>()
for (const policy of [concurrency(1), hedge({ afterMs: 1 }), budget({ usd: 1 }), health(), accept(() => true)])
  expectTypeOf(policy).toEqualTypeOf<PolicySpec>()

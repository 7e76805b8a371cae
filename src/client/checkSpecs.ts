import { checkAcceptance } from './accept.ts'
import { checkNames, kindOf, type NamesOf } from './checkNames.ts'
import type { AimdLimitSpec, FixedLimitSpec, GradientLimitSpec } from './concurrency/index.ts'
import { defaultHealth } from './health/healthPolicy.ts'
import { ClientOptionsError } from './optionsError.ts'
import {
  defaultPolicies,
  type BudgetPolicy,
  type FallbackPolicy,
  type HedgePolicy,
  type RateLimiterPolicy,
  type TimeLimits,
} from './policy.ts'

const { laterAttempts: _laterAttempts, ...timeLimits } = defaultPolicies.timeout
const fallback: NamesOf<FallbackPolicy> = { contentPolicy: 1, on: 1 }
const rateLimiter: NamesOf<RateLimiterPolicy> = { rpm: 1, tpm: 1, algorithm: 1, burst: 1 }
const hedge: NamesOf<HedgePolicy> = { afterMs: 1, quantile: 1, maxHedges: 1 }
const budget: NamesOf<BudgetPolicy> = { usd: 1 }

const fixed: NamesOf<FixedLimitSpec> = { limit: 1, max: 1 }
const aimd: NamesOf<AimdLimitSpec> = { limit: 1, initial: 1, min: 1, max: 1, backoffRatio: 1 }
const gradient: NamesOf<GradientLimitSpec> = {
  limit: 1,
  initial: 1,
  min: 1,
  max: 1,
  tolerance: 1,
  smoothing: 1,
  queueSize: 1,
}
const limits: Readonly<Record<string, NamesOf<object>>> = { fixed, aimd, gradient }

/** The names of every policy's options. Those of `deadline`, `concurrency` and `accept` are no plain options. */
const policies: Readonly<Record<string, NamesOf<object>>> = {
  retry: defaultPolicies.retry,
  timeout: defaultPolicies.timeout,
  fallback,
  circuitBreaker: defaultPolicies.circuitBreaker!,
  rateLimiter,
  hedge,
  budget,
  health: defaultHealth,
}
const others: readonly unknown[] = ['deadline', 'concurrency', 'accept']

/** Throws a `ClientOptionsError` for policies that no builder makes, and for options that no policy has. */
export function checkSpecs(specs: unknown): void {
  if (!Array.isArray(specs))
    throw new ClientOptionsError(`policies is ${kindOf(specs)}, expected a list: [deadline('30s'), …]`)
  specs.forEach((spec: unknown, index) => checkSpec(spec, `policies[${index}]`))
}

function checkSpec(spec: unknown, place: string): void {
  const isObject = typeof spec === 'object' && spec !== null
  const { policy, options } = (isObject ? spec : {}) as { policy?: unknown; options?: unknown }
  if (typeof policy !== 'string' || !(Object.hasOwn(policies, policy) || others.includes(policy)))
    throw new ClientOptionsError(`${place} is ${kindOf(spec)}, expected a policy: deadline('30s'), retry({ … }), …`)
  if (policy === 'circuitBreaker' && options === false) return
  if (policy === 'accept') checkAcceptance(options)
  if (policy === 'concurrency') checkNames(policy, options, limitNames(options))
  const names = policies[policy]
  if (names !== undefined) checkNames(policy, options, names)
  if (policy !== 'timeout') return
  const { laterAttempts } = options as { laterAttempts?: unknown }
  if (laterAttempts !== undefined)
    checkNames('timeout.laterAttempts', laterAttempts, timeLimits satisfies NamesOf<TimeLimits>)
}

/** Which names a limit has depends on which one it is; one that is none is told so elsewhere. */
function limitNames(options: unknown): NamesOf<object> {
  const { limit } = (options ?? {}) as { limit?: unknown }
  return (typeof limit === 'string' ? limits[limit] : undefined) ?? { ...fixed, ...aimd, ...gradient }
}

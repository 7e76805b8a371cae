export type { Acceptance } from './accept.ts'
export type {
  Batch,
  BatchCost,
  BatchItem,
  BatchOptions,
  BatchSummary,
  BatchUsage,
  ChatRequests,
} from './batch/batch.ts'
export { ChatError, type AttemptRecord } from './chatError.ts'
export type { Answer } from './completion.ts'
export {
  aimd,
  fixed,
  gradient,
  type AimdOptions,
  type ConcurrencyLimitSpec,
  type GradientOptions,
} from './concurrency/index.ts'
export {
  createClient,
  createClientWith,
  type ChatClient,
  type ClientOptions,
  type ClientRuntime,
  type EndpointsOptions,
  type GatewayOptions,
} from './createClient.ts'
export { decisions, type Decisions } from './decisions.ts'
export type { Duration } from './duration.ts'
export type { EndpointCapabilities, EndpointOptions, EndpointQuota } from './endpoint.ts'
export { errorTable, type ErrorRule, type Spoils } from './errorTable.ts'
export { failureOf, type Failure } from './failure.ts'
export { checkKey, type KeyCheck, type KeyCheckOptions } from './keys/checkKey.ts'
export { env, type ApiKey } from './keys/env.ts'
export type { KeyAnswer } from './keys/keyAnswer.ts'
export type { HealthPolicy } from './health/healthPolicy.ts'
export { ClientOptionsError } from './optionsError.ts'
export {
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
export {
  accept,
  budget,
  circuitBreaker,
  concurrency,
  deadline,
  fallback,
  health,
  hedge,
  rateLimiter,
  retry,
  timeout,
  type PolicySpec,
} from './policySpecs.ts'
export type { ReplyStream } from './replyStream.ts'
export type { CallOptions, ChatRequest, Cost, Reply, Timings } from './request.ts'
export {
  route,
  type BalanceOptions,
  type BalanceSpec,
  type FallbackSpec,
  type RouteMemberSpec,
  type RouteSpec,
  type StrategyName,
} from './routes/index.ts'
export type { Spend } from './spend.ts'
export type { ToolCall } from './toolCalls.ts'

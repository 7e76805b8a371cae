export { ChatError, type AttemptRecord } from './chatError.ts'
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
export type { EndpointOptions } from './endpoint.ts'
export { ClientOptionsError } from './optionsError.ts'
export { errorTable, type ErrorRule, type Spoils } from './errorTable.ts'
export { failureOf, type Failure } from './failure.ts'
export {
  circuitBreaker,
  deadline,
  defaultPolicies,
  rateLimiter,
  retry,
  timeout,
  type CircuitBreakerPolicy,
  type Policies,
  type PolicySpec,
  type RateLimiterPolicy,
  type RetryPolicy,
  type TimeoutPolicy,
} from './policy.ts'
export type { ReplyStream } from './replyStream.ts'
export type { CallOptions, ChatRequest, Reply } from './request.ts'
export { checkKey, type KeyCheck, type KeyCheckOptions } from './keys/checkKey.ts'
export { env, keyFrom, readKey, type ApiKey, type EnvironmentKey } from './keys/env.ts'
export type { KeyAnswer } from './keys/keyAnswer.ts'
export { isPadded, keyProblem, type KeyProblem } from './keys/keyProblem.ts'

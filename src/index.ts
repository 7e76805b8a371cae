/** brownout for applications: the client, and all that a rehearsal of your own is made of. */

export {
  ChatError,
  circuitBreaker,
  ClientOptionsError,
  createClient,
  deadline,
  rateLimiter,
  retry,
  timeout,
  type AttemptRecord,
  type CallOptions,
  type ChatClient,
  type ChatRequest,
  type CircuitBreakerPolicy,
  type ClientOptions,
  type ClientRuntime,
  type EndpointOptions,
  type EndpointsOptions,
  type GatewayOptions,
  type PolicySpec,
  type RateLimiterPolicy,
  type Reply,
  type ReplyStream,
  type RetryPolicy,
  type TimeoutPolicy,
} from './client/index.ts'
export type { ChatMessage } from './protocol/chat.ts'
export type { ErrorClass } from './protocol/errorClass.ts'

export { defineConfig, type Config, type ConfiguredTarget } from './config/defineConfig.ts'
export {
  client,
  defineTarget,
  targetGroups,
  targets,
  type OpenTarget,
  type Target,
  type TargetCall,
  type TargetEndpoint,
  type TargetSetup,
} from './targets/index.ts'
export { defineScenario, scenarios, type CallerScript, type Scenario, type WorldName } from './scenarios/index.ts'
export {
  defineInvariant,
  Findings,
  judge,
  type Invariant,
  type Judgement,
  type JudgingContext,
  type Verdict,
  type Violation,
} from './invariants/index.ts'
export { History, viewOf, type Declared, type HistoryEvent, type HistoryView } from './history/index.ts'

export * from './faults/catalogue/index.ts'
export {
  after,
  always,
  defineConnectionFault,
  defineFault,
  during,
  first,
  probability,
  type Exchange,
  type FaultSpec,
  type Rule,
  type Script,
} from './faults/index.ts'
export { burst, constant, poisson, sequential, type LoadSpec } from './load/index.ts'

export { assembleReport, type ReportFacts } from './harness/assembleReport.ts'
export { rehearse, type Rehearsal } from './harness/rehearse.ts'
export type { Artifact, JudgedInvariant, Report, Reporter, RunReport, RunVerdict } from './harness/report.ts'
export type { World } from './harness/world.ts'
export { loopback, msw, virtual, worlds } from './harness/worlds/index.ts'
export { startWireUpstream, type WireOptions, type WireUpstream } from './upstream/wire/index.ts'

export {
  createRandom,
  RealClock,
  UndiciTransport,
  type Clock,
  type Random,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './runtime/index.ts'

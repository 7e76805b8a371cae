/** brownout for applications: the client, and all that a rehearsal of your own is made of. */

export {
  accept,
  aimd,
  budget,
  ChatError,
  checkKey,
  circuitBreaker,
  ClientOptionsError,
  concurrency,
  createClient,
  deadline,
  env,
  fallback,
  fixed,
  gradient,
  health,
  hedge,
  rateLimiter,
  retry,
  route,
  timeout,
  type Acceptance,
  type AimdOptions,
  type Answer,
  type ApiKey,
  type AttemptRecord,
  type BalanceOptions,
  type BalanceSpec,
  type Batch,
  type BatchCost,
  type BatchItem,
  type BatchOptions,
  type BatchSummary,
  type BatchUsage,
  type BudgetPolicy,
  type CallOptions,
  type ChatClient,
  type ChatRequest,
  type ChatRequests,
  type CircuitBreakerPolicy,
  type ClientOptions,
  type ClientRuntime,
  type ConcurrencyLimitSpec,
  type Cost,
  type Duration,
  type EndpointCapabilities,
  type EndpointOptions,
  type EndpointQuota,
  type EndpointsOptions,
  type Failure,
  type FallbackPolicy,
  type FallbackSpec,
  type GatewayOptions,
  type GradientOptions,
  type HealthPolicy,
  type HedgePolicy,
  type KeyAnswer,
  type KeyCheck,
  type KeyCheckOptions,
  type PolicySpec,
  type RateLimiterPolicy,
  type Reply,
  type ReplyStream,
  type RetryPolicy,
  type RouteMemberSpec,
  type RouteSpec,
  type Spend,
  type StrategyName,
  type TimeLimits,
  type TimeoutPolicy,
  type Timings,
  type ToolCall,
} from './client/index.ts'
export type { ChatMessage, ContentPart, Usage } from './protocol/chat.ts'
export type { ErrorClass } from './protocol/errorClass.ts'
export { priceOf, readModels, type ModelFacts } from './protocol/models.ts'
export type { Price } from './protocol/money/price.ts'
export { paceOf, type RecordedPace } from './protocol/recording/pace.ts'
export { readRecording } from './protocol/recording/readRecording.ts'
export type { RecordedExchange, Recording } from './protocol/recording/recording.ts'
export { RecordingProblem } from './protocol/recording/recordingProblem.ts'

export type { Count, Rate } from './harness/bench/amounts.ts'
export type { BenchProfile, BenchSettings, ConfiguredModel } from './harness/bench/benchSettings.ts'
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
  type Invariant,
  type JudgingContext,
  type Verdict,
  type Violation,
} from './invariants/index.ts'
export {
  History,
  viewOf,
  type ClientEvent,
  type Declared,
  type HistoryEvent,
  type HistoryView,
} from './history/index.ts'

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
export {
  burst,
  callers,
  constant,
  constantArrivalRate,
  constantCallers,
  gamma,
  poisson,
  rampingArrivalRate,
  rampingCallers,
  sequential,
  trace,
  TraceError,
  traceInstants,
  type LoadSpec,
} from './load/index.ts'

export {
  assertResilient,
  invariants,
  judge,
  readHistories,
  ResilienceError,
  type ClientOpener,
  type ClientUnderTest,
  type JudgeOptions,
  type ProvenViolation,
  type RecordedRun,
  type RehearsalAnswer,
  type RehearsalCall,
  type RehearsalPlace,
  type RehearsedClient,
  type ResilienceOptions,
  type RuleVerdict,
} from './suite/index.ts'
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
  type ConnectionOptions,
  type Random,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './runtime/index.ts'

/**
 * The names that the client's telemetry carries. OpenTelemetry's own: the GenAI conventions (status: development) and the
 * HTTP ones; what is ours begins with `brownout.`.
 * Source: OpenTelemetry semantic-conventions-genai, docs/gen-ai/gen-ai-metrics.md and gen-ai-spans.md, July 2026. What
 * came after it renames the metrics to `gen_ai.client.inference.*`; backends read the names below.
 */
export const names = {
  operationDuration: 'gen_ai.client.operation.duration',
  timeToFirstChunk: 'gen_ai.client.operation.time_to_first_chunk',
  tokenUsage: 'gen_ai.client.token.usage',
  operation: 'gen_ai.operation.name',
  provider: 'gen_ai.provider.name',
  requestModel: 'gen_ai.request.model',
  requestStream: 'gen_ai.request.stream',
  responseModel: 'gen_ai.response.model',
  responseTimeToFirstChunk: 'gen_ai.response.time_to_first_chunk',
  tokenType: 'gen_ai.token.type',
  inputTokens: 'gen_ai.usage.input_tokens',
  outputTokens: 'gen_ai.usage.output_tokens',
  serverAddress: 'server.address',
  serverPort: 'server.port',
  errorType: 'error.type',
  resendCount: 'http.request.resend_count',
  statusCode: 'http.response.status_code',
  endpoint: 'brownout.endpoint',
  attemptKind: 'brownout.attempt.kind',
  attempts: 'brownout.attempts',
  costUsd: 'brownout.cost.usd',
  atMostUsd: 'brownout.cost.at_most_usd',
  waitReason: 'brownout.wait.reason',
  waitDelayMs: 'brownout.wait.delay_ms',
} as const

/** Of `gen_ai.client.operation.duration` and `…time_to_first_chunk`, in seconds. */
export const secondsBoundaries = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
]

/** Of `gen_ai.client.token.usage`, in tokens. */
export const tokenBoundaries = [
  1, 4, 16, 64, 256, 1024, 4096, 16_384, 65_536, 262_144, 1_048_576, 4_194_304, 16_777_216, 67_108_864,
]

import type { ClientEvent } from '../../history/index.ts'
import { ClientTelemetry, type OpenTelemetrySinkOptions } from './clientTelemetry.ts'

/**
 * A sink for the client's events that speaks OpenTelemetry, with the names of its GenAI conventions: a span a call with
 * a child an attempt, and the histograms `gen_ai.client.operation.duration`, `…time_to_first_chunk` (both in seconds)
 * and `gen_ai.client.token.usage`. One sink serves one client. It holds no prompt, no answer and no key.
 *
 * @example
 * import { metrics, trace } from '@opentelemetry/api'
 * const sink = openTelemetrySink({ tracer: trace.getTracer('app'), meter: metrics.getMeter('app') })
 * const client = createClient({ baseURL, apiKey, models, runtime: { sink } })
 */
export function openTelemetrySink(options: OpenTelemetrySinkOptions): (event: ClientEvent) => void {
  const telemetry = new ClientTelemetry(options)
  return (event) => telemetry.take(event)
}

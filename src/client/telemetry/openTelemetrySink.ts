import type { ClientEvent } from '../../history/index.ts'
import { checkNames, kindOf, type NamesOf } from '../checkNames.ts'
import { ClientOptionsError } from '../optionsError.ts'
import { ClientTelemetry, type OpenTelemetrySinkOptions } from './clientTelemetry.ts'

/**
 * A sink for the client's events that speaks OpenTelemetry, with the names of its GenAI conventions: a span a call with
 * a child an attempt, and the histograms `gen_ai.client.operation.duration`, `…time_to_first_chunk` (both in seconds)
 * and `gen_ai.client.token.usage`. One sink serves one client. It holds no prompt, no answer and no key.
 * Throws `ClientOptionsError` without a tracer and a meter: it would tell nobody anything.
 *
 * @example
 * import { metrics, trace } from '@opentelemetry/api'
 * const sink = openTelemetrySink({ tracer: trace.getTracer('app'), meter: metrics.getMeter('app') })
 * const client = createClient({ baseURL, apiKey, models, runtime: { sink } })
 */
export function openTelemetrySink(options: OpenTelemetrySinkOptions): (event: ClientEvent) => void {
  const { tracer, meter } = Object(options) as Partial<OpenTelemetrySinkOptions>
  if (!tracer && !meter)
    throw new ClientOptionsError(
      'openTelemetrySink has neither a tracer nor a meter: give { tracer }, { meter } or both',
    )
  checkNames('openTelemetrySink', options, names)
  checkMethod('tracer', tracer, 'startSpan', "trace.getTracer('app')")
  checkMethod('meter', meter, 'createHistogram', "metrics.getMeter('app')")
  const telemetry = new ClientTelemetry(options)
  return (event) => telemetry.take(event)
}

const names: NamesOf<OpenTelemetrySinkOptions> = { tracer: 1, meter: 1, provider: 1 }

/** A provider in its place, the commonest slip, has no such method. */
function checkMethod(name: string, given: unknown, method: string, example: string): void {
  if (given === undefined || typeof (Object(given) as Record<string, unknown>)[method] === 'function') return
  throw new ClientOptionsError(`${name} of openTelemetrySink is ${kindOf(given)} without ${method}: give ${example}`)
}

import type { Meter, Tracer } from '@opentelemetry/api'
import type { ClientEvent } from '../../history/index.ts'
import { placeOf, type AskedEndpoint, type ProviderName } from './askedEndpoint.ts'
import { OperationMetrics, type OperationEnded } from './operationMetrics.ts'
import { OperationSpan } from './operationSpan.ts'
import { names } from './semanticNames.ts'

export interface OpenTelemetrySinkOptions {
  /** Spans are made with it; none without. */
  readonly tracer?: Tracer
  /** Metrics are recorded with it; none without. */
  readonly meter?: Meter
  /**
   * `gen_ai.provider.name`, for all endpoints or for each. Told from the host for well-known ones unless set, and
   * `openai`, whose format it is, for the rest.
   */
  readonly provider?: ProviderName
}

/** A call under way. */
interface Operation {
  readonly stream: boolean
  readonly span: OperationSpan | undefined
  /** Every endpoint asked so far, in order of the first time. */
  readonly asked: Map<string, AskedEndpoint>
  lastAsked: AskedEndpoint | undefined
}

/** Turns the client's events into spans and metrics. It keeps what is under way, and nothing of what has ended. */
export class ClientTelemetry {
  readonly #tracer: Tracer | undefined
  readonly #metrics: OperationMetrics | undefined
  readonly #provider: ProviderName | undefined
  readonly #operations = new Map<number, Operation>()

  constructor({ tracer, meter, provider }: OpenTelemetrySinkOptions) {
    this.#tracer = tracer
    this.#metrics = meter === undefined ? undefined : new OperationMetrics(meter)
    this.#provider = provider
  }

  /** Calls under way. */
  get size(): number {
    return this.#operations.size
  }

  take(event: ClientEvent): void {
    switch (event.type) {
      case 'operation-started':
        return this.#start(event.call, event.stream)
      case 'attempt-started':
        return this.#attempt(event)
      case 'attempt-ended':
        return this.#operations.get(event.call)?.span?.attemptEnded(event)
      case 'wait-started':
        return this.#operations.get(event.call)?.span?.waits(event.delayMs, event.reason)
      case 'operation-ended':
        return this.#end(event)
      default:
        // Breakers, health, limits and keys belong to no call.
        return
    }
  }

  #start(call: number, stream: boolean): void {
    // Applications name their calls: one that uses a number twice at once must not leave a span open for ever.
    this.#operations.get(call)?.span?.abandon()
    const span = this.#tracer === undefined ? undefined : new OperationSpan(this.#tracer, stream)
    this.#operations.set(call, { stream, span, asked: new Map(), lastAsked: undefined })
  }

  #attempt(event: Extract<ClientEvent, { readonly type: 'attempt-started' }>): void {
    const operation = this.#operations.get(event.call)
    // A probe of the client's own is no call of the application.
    if (operation === undefined) return
    const { asked, span } = operation
    if (asked.size === 0 && event.model !== undefined) span?.called(event.model)
    asked.set(event.endpoint, event)
    operation.lastAsked = event
    span?.attemptStarted(event, placeOf(event, this.#provider))
  }

  #end(event: OperationEnded): void {
    const { stream = false, span, asked, lastAsked } = this.#operations.get(event.call) ?? {}
    this.#operations.delete(event.call)
    const { endpoint } = event
    const answering = endpoint === null ? lastAsked : (asked?.get(endpoint) ?? { endpoint })
    const [first] = asked?.values() ?? []
    const requestModel = first?.model ?? event.model
    const attributes = {
      [names.operation]: 'chat',
      ...placeOf(answering, this.#provider),
      ...(requestModel === null ? {} : { [names.requestModel]: requestModel }),
      ...(event.model === null ? {} : { [names.responseModel]: event.model }),
    }
    span?.ended(event, stream, attributes)
    this.#metrics?.record(event, stream, attributes)
  }
}

import type { Attributes, Span, SpanKind, SpanStatusCode, Tracer } from '@opentelemetry/api'
import type { ClientEvent } from '../../history/index.ts'
import { tokensIn, type OperationEnded } from './operationMetrics.ts'
import { names } from './semanticNames.ts'
import { under } from './spanParent.ts'

type AttemptStarted = Extract<ClientEvent, { readonly type: 'attempt-started' }>
type AttemptEnded = Extract<ClientEvent, { readonly type: 'attempt-ended' }>

const client: SpanKind.CLIENT = 2
const failed: SpanStatusCode.ERROR = 2

/**
 * The spans of one call: one over all of it, with its waits as events, and a child for each attempt; hedged attempts
 * are open side by side. The call's span begins in whatever span the application has open.
 */
export class OperationSpan {
  readonly #tracer: Tracer
  readonly #span: Span
  readonly #attempts = new Map<number, Span>()

  constructor(tracer: Tracer, stream: boolean) {
    this.#tracer = tracer
    const attributes = { [names.operation]: 'chat', ...(stream ? { [names.requestStream]: true } : {}) }
    this.#span = tracer.startSpan('chat', { kind: client, attributes })
  }

  /** The model asked for is known with the first attempt only. */
  called(model: string): void {
    this.#span.updateName(`chat ${model}`)
    this.#span.setAttribute(names.requestModel, model)
  }

  attemptStarted({ attempt, endpoint, kind, model }: AttemptStarted, place: Attributes): void {
    const attributes = {
      ...place,
      [names.endpoint]: endpoint,
      [names.attemptKind]: kind,
      ...(model === undefined ? {} : { [names.requestModel]: model }),
      ...(attempt === 0 ? {} : { [names.resendCount]: attempt }),
    }
    const span = this.#tracer.startSpan(`attempt ${endpoint}`, { kind: client, attributes }, under(this.#span))
    this.#attempts.get(attempt)?.end()
    this.#attempts.set(attempt, span)
  }

  attemptEnded({ attempt, errorClass, reason, status }: AttemptEnded): void {
    const span = this.#attempts.get(attempt)
    if (span === undefined) return
    this.#attempts.delete(attempt)
    if (status !== null) span.setAttribute(names.statusCode, status)
    end(span, errorClass, reason)
  }

  waits(delayMs: number, reason: string): void {
    this.#span.addEvent('wait', { [names.waitReason]: reason, [names.waitDelayMs]: delayMs })
  }

  /** Ends the call's span, and whatever attempt nobody ended. */
  ended(event: OperationEnded, stream: boolean, attributes: Attributes): void {
    const { input, output } = tokensIn(event.usage)
    this.#span.setAttributes({
      ...attributes,
      [names.attempts]: event.attempts,
      ...(event.endpoint === null ? {} : { [names.endpoint]: event.endpoint }),
      ...(input === undefined ? {} : { [names.inputTokens]: input }),
      ...(output === undefined ? {} : { [names.outputTokens]: output }),
      ...(event.costUsd === null ? {} : { [names.costUsd]: Number(event.costUsd) }),
      ...(event.atMostUsd === null ? {} : { [names.atMostUsd]: Number(event.atMostUsd) }),
      ...(stream && event.firstContentMs !== null
        ? { [names.responseTimeToFirstChunk]: event.firstContentMs / 1000 }
        : {}),
    })
    this.#endAttempts()
    end(this.#span, event.errorClass, event.reason)
  }

  /** Nobody will tell how it went on. */
  abandon(): void {
    this.#endAttempts()
    this.#span.end()
  }

  #endAttempts(): void {
    for (const span of this.#attempts.values()) span.end()
    this.#attempts.clear()
  }
}

function end(span: Span, errorClass: string | null, reason: string | null): void {
  if (errorClass !== null) {
    span.setAttribute(names.errorType, errorClass)
    span.setStatus({ code: failed, ...(reason === null ? {} : { message: reason }) })
  }
  span.end()
}

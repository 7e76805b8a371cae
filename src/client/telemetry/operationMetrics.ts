import type { Attributes, Histogram, Meter, ValueType } from '@opentelemetry/api'
import type { ClientEvent } from '../../history/index.ts'
import type { Usage } from '../../protocol/chat.ts'
import { names, secondsBoundaries, tokenBoundaries } from './semanticNames.ts'

export type OperationEnded = Extract<ClientEvent, { readonly type: 'operation-ended' }>

const wholeNumbers: ValueType.INT = 0

/** The three histograms of the GenAI conventions, one recording a call. */
export class OperationMetrics {
  readonly #duration: Histogram
  readonly #firstChunk: Histogram
  readonly #tokens: Histogram

  constructor(meter: Meter) {
    const inSeconds = { unit: 's', advice: { explicitBucketBoundaries: secondsBoundaries } }
    this.#duration = meter.createHistogram(names.operationDuration, {
      ...inSeconds,
      description: 'GenAI operation duration.',
    })
    this.#firstChunk = meter.createHistogram(names.timeToFirstChunk, {
      ...inSeconds,
      description: 'Time to the first chunk of a streaming response.',
    })
    this.#tokens = meter.createHistogram(names.tokenUsage, {
      unit: '{token}',
      description: 'Number of input and output tokens used.',
      valueType: wholeNumbers,
      advice: { explicitBucketBoundaries: tokenBoundaries },
    })
  }

  /** `attributes` say what was asked, where, and what answered; the conventions want the error with the duration only. */
  record(event: OperationEnded, stream: boolean, attributes: Attributes): void {
    const { durationMs, errorClass, firstContentMs, usage } = event
    const error = errorClass === null ? {} : { [names.errorType]: errorClass }
    this.#duration.record(durationMs / 1000, { ...attributes, ...error })
    if (stream && firstContentMs !== null) this.#firstChunk.record(firstContentMs / 1000, attributes)
    const { input, output } = tokensIn(usage)
    if (input !== undefined) this.#tokens.record(input, { ...attributes, [names.tokenType]: 'input' })
    if (output !== undefined) this.#tokens.record(output, { ...attributes, [names.tokenType]: 'output' })
  }
}

/** The counts that a provider gave; what is no count is unknown, and unknown is not recorded. */
export function tokensIn(usage: Usage | null): { input: number | undefined; output: number | undefined } {
  const count = (given: unknown) => (Number.isInteger(given) && (given as number) >= 0 ? (given as number) : undefined)
  return { input: count(usage?.prompt_tokens), output: count(usage?.completion_tokens) }
}

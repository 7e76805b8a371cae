import { atMostOutputTokens, atMostPromptTokens, likelyPromptTokens } from '../protocol/money/tokenEstimate.ts'
import { costAtMost } from '../protocol/money/cost.ts'
import type { PriceTable } from '../protocol/money/price.ts'
import { checkNumbers } from './checkCall.ts'
import type { Endpoint } from './endpoint.ts'
import type { ChatRequest } from './request.ts'

/** The caller's own mistake (a cycle, a BigInt): no endpoint is to blame for it. */
export class NotSerialisable extends Error {
  override readonly name = 'NotSerialisable'
}

/** A request, written as JSON once for all attempts of its call: only the model's name differs between them. */
export class Payload {
  readonly #request: ChatRequest
  /** All fields but the model's, without the opening brace. */
  readonly #fields: string
  #bytes: number | undefined

  /** Throws `NotSerialisable`, and a `ClientOptionsError` for a number that JSON does not have. */
  constructor(request: ChatRequest, stream: boolean) {
    checkNumbers(request)
    this.#request = request
    this.#fields = serialised(fieldsOf(request, stream)).slice(1)
  }

  bodyFor({ model }: Pick<Endpoint, 'model'>): string {
    return `{"model":${JSON.stringify(model)}${this.#fields === '}' ? '' : ','}${this.#fields}`
  }

  /** The model that the request names; null and undefined: none. */
  get model(): unknown {
    return this.#request['model']
  }

  /** What the request counts in a limit of tokens per minute: an estimate of the prompt, and what it may answer. */
  get countedTokens(): number {
    return likelyPromptTokens(this.#byteLength) + (atMostOutputTokens(this.#request) ?? 0)
  }

  /** No attempt there can cost more, in pico-dollars; undefined where the price or a limit of tokens is unknown. */
  atMostPicoUsd({ maxOutputTokens, contextWindow }: Endpoint, price: PriceTable | undefined): bigint | undefined {
    const prompt = atMostPromptTokens(this.#request, this.#byteLength)
    const output = atMostOutputTokens(this.#request, maxOutputTokens ?? contextWindow)
    if (price === undefined || prompt === undefined || output === undefined) return undefined
    return costAtMost(prompt, output, price)
  }

  /** What the request cannot do without. */
  get needs(): { readonly tools: boolean; readonly vision: boolean; readonly json: boolean } {
    const { tools, response_format: format, messages } = this.#request
    return {
      tools: Array.isArray(tools) && tools.length > 0,
      json: typeof format === 'object' && format !== null && (format as { type?: unknown }).type !== 'text',
      vision: Array.isArray(messages) && messages.some(hasImage),
    }
  }

  get #byteLength(): number {
    return (this.#bytes ??= Buffer.byteLength(this.#fields))
  }
}

/** Most requests hold no field that this client writes itself: to leave some out takes longer than to write them all. */
function fieldsOf(request: ChatRequest, stream: boolean): object {
  if (!('model' in request) && !('stream' in request) && !('stream_options' in request))
    return stream ? { ...request, stream: true, stream_options: { include_usage: true } } : { ...request }
  const { model: _model, stream: _stream, stream_options: options, ...fields } = request
  return { ...fields, ...(stream ? streaming(options) : undefined) }
}

/** Streams say what they cost only if asked. Null or false leaves the field out, for gateways that refuse it. */
function streaming(options: unknown): object {
  if (options === null || options === false) return { stream: true }
  return { stream: true, stream_options: { ...(options as object), include_usage: true } }
}

function hasImage(message: { readonly content?: unknown } | null): boolean {
  const content = message?.content
  return Array.isArray(content) && content.some(isImage)
}

function isImage(part: unknown): boolean {
  return typeof part === 'object' && part !== null && (part as { type?: unknown }).type === 'image_url'
}

function serialised(fields: object): string {
  try {
    return JSON.stringify(fields)
  } catch (error) {
    throw new NotSerialisable(`the request cannot be written as JSON: ${(error as Error).message}`)
  }
}

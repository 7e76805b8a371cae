import type { ChatMessage } from '../../protocol/chat.ts'
import type { TargetEndpoint } from '../target.ts'
import { PythonTypeError } from './exceptions.ts'
import { post, type Network } from './requests.ts'
import type { Result } from './result.ts'

/** `timeout=30`: to connect, and between two reads (defect 3). */
const timeoutMs = 30_000

/** `time.sleep(1)` after each model that failed, the last one too (defect 11). */
const pauseSeconds = 1

/**
 * `HolySheepAIClient`. `MODELS_PRIORITY` is the models of the endpoints in their order. The tutorial knows one base
 * URL and one key; here each model has its endpoint's own, so that scripts can bend origins one by one.
 */
export class HolySheepClient {
  readonly #network: Network
  readonly #endpoints: readonly TargetEndpoint[]

  constructor(network: Network, endpoints: readonly TargetEndpoint[]) {
    this.#network = network
    this.#endpoints = endpoints
  }

  /** `chat_completion`. Network, TLS and time-out exceptions escape (defect 1), and JSONDecodeError too (2). */
  async chatCompletion(messages: readonly ChatMessage[], model: string): Promise<Result> {
    const endpoint = this.#endpoints.find((candidate) => candidate.model === model)!
    const response = await post(this.#network, {
      ...chatPost(endpoint, messages),
      connectTimeoutMs: timeoutMs,
      readTimeoutMs: timeoutMs,
    })
    if (response.statusCode !== 200) {
      return { success: false, error: response.text, statusCode: response.statusCode }
    }
    const data = response.json()
    refuseItemAssignment(data)
    return { success: true, data, modelUsed: model }
  }

  /** `chat_with_fallback`: any status but 200 moves on to the next model (defects 8 and 9); prints are left out (13). */
  async chatWithFallback(messages: readonly ChatMessage[]): Promise<Result> {
    const errors: string[] = []
    for (const { model } of this.#endpoints) {
      const result = await this.chatCompletion(messages, model)
      if (result.success) return result
      errors.push(`${model}: ${result.error ?? 'Unknown error'}`)
      await this.#network.process.sleep(pauseSeconds)
    }
    return { success: false, errors, message: 'Tất cả các mô hình đều không hoạt động' }
  }
}

/** The request both clients make. The order of the members is Python's. */
export function chatPost({ baseURL, apiKey, model }: TargetEndpoint, messages: readonly ChatMessage[]) {
  return {
    url: `${baseURL}/chat/completions`,
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
    json: {
      model,
      messages: messages.map(({ role, content }) => ({ role, content })),
      temperature: 0.7,
      max_tokens: 2048,
    },
  }
}

/** `result['latency_ms'] = latency` fails on JSON that is no object. */
function refuseItemAssignment(data: unknown): void {
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new PythonTypeError(`no item assignment on ${JSON.stringify(data)}`)
  }
}

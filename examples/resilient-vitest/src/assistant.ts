import { randomUUID } from 'node:crypto'
import OpenAI from 'openai'

/** Errors that no other model mends: the request, or the key, is at fault. */
const final = new Set([400, 401, 402, 403, 413, 422])

/** A small application: asks the models of one gateway in turn, and takes only a whole answer for one. */
export class Assistant {
  readonly #provider: OpenAI
  readonly #models: readonly string[]

  /** `timeoutMs` is the time that one attempt has. */
  constructor(baseURL: string, apiKey: string, models: readonly string[], { timeoutMs = 1_000 } = {}) {
    this.#provider = new OpenAI({ baseURL, apiKey, timeout: timeoutMs, maxRetries: 1 })
    this.#models = models
  }

  async answer(question: string, signal?: AbortSignal): Promise<string> {
    let failure: unknown
    for (const model of this.#models) {
      try {
        return await this.#ask(model, question, signal)
      } catch (error) {
        failure = error
        if (signal?.aborted === true || final.has((error as { status?: number }).status ?? 0)) break
      }
    }
    throw failure
  }

  async #ask(model: string, question: string, signal?: AbortSignal): Promise<string> {
    const messages = [{ role: 'user' as const, content: question }]
    // The SDK's own retry carries the same key: a provider that knows the header bills it once.
    const headers = { 'Idempotency-Key': randomUUID() }
    const { choices } = await this.#provider.chat.completions.create({ model, messages }, { headers, signal })
    // A 200 may hold an error, or nothing.
    const [choice] = choices ?? []
    if (choice?.finish_reason !== 'stop' || !choice.message.content) throw new Error(`${model} gave no whole answer`)
    return choice.message.content
  }
}

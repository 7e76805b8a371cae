import OpenAI, { APIError } from 'openai'

export interface Answer {
  readonly text: string
  readonly model: string
}

/** Asks the models of one gateway, the first one first. */
export class Assistant {
  readonly #client: OpenAI
  readonly #models: readonly string[]
  readonly #idleMs: number

  /** A stream that brings nothing for `idleMs` is given up. */
  constructor(baseURL: string, models: readonly string[], { idleMs = 10_000 } = {}) {
    // The SDK would retry an empty purse too: it looks at the status alone.
    this.#client = new OpenAI({ baseURL, apiKey: process.env['API_KEY'] ?? 'sk-none', maxRetries: 0 })
    this.#models = models
    this.#idleMs = idleMs
  }

  /** Each model gets one retry, if it asks for a short wait; then the next one is asked. */
  async answer(question: string): Promise<Answer> {
    let last: unknown
    for (const model of this.#models) {
      for (let attempt = 0; attempt < 2; attempt += 1) {
        try {
          const messages = [{ role: 'user' as const, content: question }]
          const { choices } = await this.#client.chat.completions.create({ model, messages })
          return { text: choices[0]!.message.content!, model }
        } catch (error) {
          last = error
          const waitMs = askedWaitMs(error)
          if (waitMs === undefined || waitMs > 5_000) break
          await new Promise((resolve) => setTimeout(resolve, waitMs))
        }
      }
    }
    throw last
  }

  /** The words as they come. Throws in the middle if no more come. */
  async *stream(question: string): AsyncGenerator<string> {
    const idle = new AbortController()
    const stop = () => idle.abort(new Error('the stream has stalled'))
    let timer = setTimeout(stop, this.#idleMs)
    try {
      const messages = [{ role: 'user' as const, content: question }]
      const chunks = await this.#client.chat.completions.create(
        { model: this.#models[0]!, messages, stream: true },
        { signal: idle.signal },
      )
      for await (const { choices } of chunks) {
        clearTimeout(timer)
        timer = setTimeout(stop, this.#idleMs)
        yield choices[0]?.delta.content ?? ''
      }
      // The SDK ends the loop as if all had come.
      idle.signal.throwIfAborted()
    } finally {
      clearTimeout(timer)
    }
  }
}

/** Undefined where waiting will not help. */
function askedWaitMs(error: unknown): number | undefined {
  if (!(error instanceof APIError) || error.status !== 429 || error.code === 'insufficient_quota') return undefined
  const asked = error.headers?.get('retry-after')
  return asked == null ? undefined : Number(asked) * 1000
}

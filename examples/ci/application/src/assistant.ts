import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { askPieces, askWhole, type Endpoint, type Question } from './attempt.ts'
import { AttemptFailure, mayPass, spoilsKey, spoilsRequest } from './failure.ts'

export interface AssistantOptions {
  /** Without a sign of life for so long, an attempt is given up. */
  readonly timeoutMs?: number
  readonly attemptsPerModel?: number
  /** Who is asked to wait longer goes to the next model. */
  readonly longestWaitMs?: number
}

/** Asks a chain of models in turn, and takes only a whole answer for one. */
export class Assistant {
  readonly #chain: readonly Endpoint[]
  readonly #options: Required<AssistantOptions>
  readonly #deadKeys = new Set<string>()
  /** From when on a place may be asked again, by the clock that nobody sets. */
  readonly #opensAtMs = new Map<Endpoint, number>()

  constructor(chain: readonly Endpoint[], options: AssistantOptions = {}) {
    this.#chain = chain
    this.#options = { timeoutMs: 10_000, attemptsPerModel: 2, longestWaitMs: 2_000, ...options }
  }

  async answer(text: string, signal?: AbortSignal): Promise<string> {
    for await (const { endpoint, question, failed } of this.#attempts(text, signal)) {
      try {
        return await askWhole(endpoint, question)
      } catch (error) {
        failed(error)
      }
    }
    throw new Error('unreachable')
  }

  /** What was shown cannot be taken back: after its first piece a stream is finished, or it throws. */
  async *stream(text: string, signal?: AbortSignal): AsyncGenerator<string> {
    for await (const { endpoint, question, failed } of this.#attempts(text, signal)) {
      let begun = false
      try {
        for await (const piece of askPieces(endpoint, question)) {
          begun = true
          yield piece
        }
        return
      } catch (error) {
        if (begun) throw error
        failed(error)
      }
    }
  }

  /** Every place in turn, each as often as it is worth it. Throws the last failure when nothing is left. */
  async *#attempts(text: string, signal: AbortSignal | undefined) {
    let last: unknown = new AttemptFailure('no model may be asked at present')
    for (const endpoint of this.#chain) {
      const question: Question = { text, signal, idempotencyKey: randomUUID(), timeoutMs: this.#options.timeoutMs }
      for (let attempt = 1; attempt <= this.#options.attemptsPerModel; attempt += 1) {
        if (this.#deadKeys.has(endpoint.apiKey) || !(await this.#opened(endpoint, signal))) break
        let failure: unknown
        yield { endpoint, question, failed: (error: unknown) => (failure = error) }
        last = failure
        if (!(failure instanceof AttemptFailure) || spoilsRequest(failure)) throw failure
        if (spoilsKey(failure)) this.#deadKeys.add(endpoint.apiKey)
        if (!mayPass(failure)) break
        const waitMs = failure.waitMs ?? 100 * 2 ** attempt * (0.5 + Math.random())
        this.#opensAtMs.set(endpoint, performance.now() + waitMs)
      }
    }
    throw last
  }

  /** Waits until a place may be asked again; false if that is too long. */
  async #opened(endpoint: Endpoint, signal: AbortSignal | undefined): Promise<boolean> {
    const waitMs = (this.#opensAtMs.get(endpoint) ?? 0) - performance.now()
    if (waitMs > this.#options.longestWaitMs) return false
    if (waitMs > 0) await sleep(Math.ceil(waitMs), undefined, { signal })
    return true
  }
}

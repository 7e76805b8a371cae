import { inspect } from 'node:util'
import { ChatError } from '../chatError.ts'
import type { CallOptions } from '../request.ts'
import type { Batch, BatchItem, BatchOptions, BatchSummary, Chat, ChatRequests } from './batch.ts'
import { BatchTotals } from './batchTotals.ts'
import { checkBatch, checkRequest } from './checkBatch.ts'
import { ItemLog } from './itemLog.ts'
import { RequestSource } from './requestSource.ts'

const defaultConcurrency = 8

/**
 * Puts every request to `chat`, a bounded number at a time, and begins at once. Requests are pulled only when one can
 * be begun, so a generator of any length will do. Throws `ClientOptionsError` for options that cannot work.
 */
export function runBatch(chat: Chat, requests: ChatRequests, options: BatchOptions = {}): Batch {
  checkBatch(requests, options)
  const run = new BatchRun(chat, requests, options)
  const summary = run.perform()
  // Whoever only iterates never asks for the summary.
  summary.catch(() => undefined)
  return { summary, [Symbol.asyncIterator]: () => run.log.read() }
}

class BatchRun {
  readonly #chat: Chat
  readonly #options: BatchOptions
  readonly #callOptions: CallOptions
  readonly #source: RequestSource
  readonly #totals = new BatchTotals()
  readonly #callbackErrors: Error[] = []
  readonly log = new ItemLog(() => this.#stop())
  #sourceError: Error | null = null
  #begun = 0
  #underWay = 0
  #stopped = false
  /** Resolves when a call has given its place back. */
  #placeFree = Promise.withResolvers<void>()
  readonly #stop = (): void => {
    this.#stopped = true
    this.#source.close()
  }

  constructor(chat: Chat, requests: ChatRequests, options: BatchOptions) {
    this.#chat = chat
    this.#options = options
    this.#source = new RequestSource(requests)
    const { signal, deadlineMs } = options
    this.#callOptions = {
      ...(signal === undefined ? {} : { signal }),
      ...(deadlineMs === undefined ? {} : { deadlineMs }),
    }
  }

  async perform(): Promise<BatchSummary> {
    const { signal } = this.#options
    if (signal?.aborted === true) this.#stop()
    signal?.addEventListener('abort', this.#stop)
    try {
      await this.#beginAll()
    } catch (error) {
      this.#sourceError = asError(error)
    }
    await this.#placesBelow(1)
    signal?.removeEventListener('abort', this.#stop)
    this.log.finish()
    return {
      ...this.#totals.result(),
      skipped: this.#source.leftOut(this.#begun),
      callbackErrors: this.#callbackErrors,
      sourceError: this.#sourceError,
      items: this.log.inOrderOfIndex(),
    }
  }

  /** Rejects with what the iterable of requests throws, and with nothing else. */
  async #beginAll(): Promise<void> {
    const { concurrency = defaultConcurrency } = this.#options
    for (;;) {
      await this.#placesBelow(concurrency)
      const pulled = await this.#source.pull()
      if (pulled.done === true || this.#stopped) return
      this.#underWay += 1
      void this.#performOne(this.#begun++, pulled.value)
    }
  }

  /** Never rejects. */
  async #performOne(index: number, request: unknown): Promise<void> {
    const item = await this.#askOne(index, request)
    this.#totals.add(item)
    this.log.add(item)
    if (!item.ok && this.#isReasonToStop(item.error)) this.#stop()
    try {
      await this.#options.onItem?.(item)
    } catch (error) {
      this.#callbackErrors.push(asError(error))
    }
    this.#underWay -= 1
    this.#placeFree.resolve()
  }

  async #askOne(index: number, request: unknown): Promise<BatchItem> {
    try {
      checkRequest(request, index)
      return { index, ok: true, reply: await this.#chat(request, this.#callOptions) }
    } catch (error) {
      return { index, ok: false, error: asError(error) }
    }
  }

  #isReasonToStop(error: Error): boolean {
    return error instanceof ChatError && this.#options.stopOn?.includes(error.errorClass) === true
  }

  async #placesBelow(limit: number): Promise<void> {
    while (this.#underWay >= limit) {
      await this.#placeFree.promise
      this.#placeFree = Promise.withResolvers()
    }
  }
}

/** Anything can be thrown, and what is no error still has to be told. */
function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(inspect(thrown), { cause: thrown })
}

import { Worker } from 'node:worker_threads'
import { siblingModule } from '../siblingModule.ts'
import type { MockAnswer, MockOrder, MockSetup } from './mockThread.ts'
import type { PlayedMock } from './playedMock.ts'

/** Plays the script of a setup in a thread of its own. Rejects if it cannot be played; `onBug` is told what its faults throw. */
export async function threadMock(setup: MockSetup, onBug: (error: Error) => void): Promise<PlayedMock> {
  const mock = new MockThread(setup, onBug)
  const { origins, certificateAuthority } = await mock.answer('origins').catch(async (error: unknown) => {
    await mock.end()
    throw error
  })
  return {
    origins: new Map(origins),
    certificateAuthority,
    truth: async () => (await mock.ask('truth', 'truth')).truth,
    close: () => mock.end(),
  }
}

type AnswerWith<Field extends string> = Extract<MockAnswer, Readonly<Record<Field, unknown>>>

const wasClosed = 'the mock upstream was closed'

class MockThread {
  readonly #worker: Worker
  readonly #waiting = new Map<string, PromiseWithResolvers<MockAnswer>>()
  readonly #onBug: (error: Error) => void
  /** Why it is not to be asked any more. */
  #over: Error | undefined
  /** It was told to end. */
  #isEnding = false

  constructor(setup: MockSetup, onBug: (error: Error) => void) {
    this.#onBug = onBug
    this.#worker = new Worker(siblingModule('./mockWorker.ts', import.meta.url), { workerData: setup })
    this.#worker.on('message', (answer: MockAnswer) => this.#onAnswer(answer))
    this.#worker.on('error', (error) => this.#ended(error))
    this.#worker.on('exit', () =>
      this.#ended(new Error(this.#isEnding ? wasClosed : 'the mock upstream ended by itself')),
    )
  }

  /** Waits for the answer that has this field. */
  answer<Field extends string>(field: Field): Promise<AnswerWith<Field>> {
    if (this.#over !== undefined) return Promise.reject(this.#over)
    const waiting = this.#waiting.get(field) ?? Promise.withResolvers<MockAnswer>()
    this.#waiting.set(field, waiting)
    return waiting.promise as Promise<AnswerWith<Field>>
  }

  ask<Field extends string>(order: MockOrder, field: Field): Promise<AnswerWith<Field>> {
    const answer = this.answer(field)
    this.#worker.postMessage(order)
    return answer
  }

  async end(): Promise<void> {
    const closed = this.ask('close', 'closed')
    this.#isEnding = true
    // One that is gone already needs no telling.
    await closed.catch(() => undefined)
    this.#over ??= new Error(wasClosed)
    await this.#worker.terminate()
  }

  #onAnswer(answer: MockAnswer): void {
    if ('failed' in answer) {
      this.#fail(new Error(answer.failed))
      return
    }
    for (const [field, waiting] of this.#waiting)
      if (field in answer) {
        this.#waiting.delete(field)
        waiting.resolve(answer)
      }
  }

  #ended(error: Error): void {
    if (this.#over !== undefined) return
    this.#over = error
    this.#fail(error)
  }

  /**
   * Whoever waits is told; else whoever runs the benchmark. That a thread exits after it was told to end is no failure: Node may
   * hand over its last words and its end in one turn, before anybody who waits for the words has run.
   */
  #fail(error: Error): void {
    const waiting = Array.from(this.#waiting.values())
    this.#waiting.clear()
    if (waiting.length === 0 && !this.#isEnding) this.#onBug(error)
    for (const { reject } of waiting) reject(error)
  }
}

import type { CallOutcome } from '../../history/index.ts'

/** One call that was put to a program: what has come of it, for whoever waits for it. */
export class PendingCall {
  readonly #deltas: string[] = []
  #outcome: CallOutcome | undefined
  #wake: () => void = () => undefined

  delta(text: string): void {
    this.#deltas.push(text)
    this.#wake()
  }

  settle(outcome: CallOutcome): void {
    this.#outcome ??= outcome
    this.#wake()
  }

  /** Yields the pieces as they come and returns the outcome; waits for ever if there is none. */
  async *pieces(): AsyncGenerator<string, CallOutcome> {
    for (let next = 0; ;) {
      const piece = this.#deltas[next]
      if (piece !== undefined) {
        next += 1
        yield piece
      } else if (this.#outcome !== undefined) {
        // Who streams nothing and answers all the same gave its caller the whole text at once.
        if (next === 0 && this.#outcome.ok && this.#outcome.text !== '') yield this.#outcome.text
        return this.#outcome
      } else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }

  /** The outcome alone. */
  async outcome(): Promise<CallOutcome> {
    const pieces = this.pieces()
    for (;;) {
      const { done, value } = await pieces.next()
      if (done === true) return value
    }
  }
}

/** Captured when the module loads: what is under way in memory has nothing to do with anybody's faked time. */
const nextTurn = setImmediate

/**
 * What is on its way through a network in memory: it arrives in the next turn of the event loop, as on real sockets, and
 * in the order in which it was sent.
 */
export class Deliveries {
  readonly #onThrown: (error: unknown) => void
  #waiting: (() => void)[] = []

  /** `onThrown` hears what a receiver threw, as a process would by `uncaughtException`. */
  constructor(onThrown: (error: unknown) => void) {
    this.#onThrown = onThrown
  }

  get underWay(): number {
    return this.#waiting.length
  }

  post(deliver: () => void): void {
    this.#waiting.push(deliver)
    if (this.#waiting.length === 1) nextTurn(() => this.#deliver())
  }

  #deliver(): void {
    const due = this.#waiting
    this.#waiting = []
    for (const deliver of due) {
      try {
        deliver()
      } catch (error) {
        this.#onThrown(error)
      }
    }
  }
}

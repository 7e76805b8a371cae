import type { PlayedStep } from './play.ts'

/**
 * The steps that `open` gives, asked for one by one; where making them throws, `onBug` is told and the exchange is reset.
 * Without `onBug` the error goes on to whoever plays. An iterator by hand: a generator around generators costs each step.
 */
export class Guarded implements Iterator<PlayedStep>, Iterable<PlayedStep> {
  readonly #open: () => Iterable<PlayedStep>
  readonly #onBug: ((error: unknown) => void) | undefined
  #steps: Iterator<PlayedStep> | undefined

  constructor(open: () => Iterable<PlayedStep>, onBug?: (error: unknown) => void) {
    this.#open = open
    this.#onBug = onBug
  }

  next(): IteratorResult<PlayedStep> {
    try {
      return (this.#steps ??= this.#open()[Symbol.iterator]()).next()
    } catch (error) {
      if (this.#onBug === undefined) throw error
      this.#onBug(error)
      return { done: false, value: { do: 'reset' } }
    }
  }

  [Symbol.iterator](): this {
    return this
  }
}

import type { Step } from '../faults/index.ts'
import type { HealthyAnswer } from './healthyAnswer.ts'
import type { PlayedStep } from './play.ts'

/** What a fault that asks for more than there is meets; nobody else ever sees it. */
const notYet = new Error('more of the answer is still to come')

/**
 * What faults make of an answer that is still coming. Faults are written over all of an answer, without any waiting: where
 * one asks for a step that is not there yet it is given up, and begun again when there is more. As faults are pure, it gives
 * the same steps again, and then the next one.
 */
export class BentAnswer implements Iterator<PlayedStep>, Iterable<PlayedStep> {
  readonly #answer: HealthyAnswer
  readonly #bend: (next: () => Iterable<Step>) => Iterable<Step>
  #steps: Iterator<Step> | undefined
  #given = 0

  /** `bend` is asked again and again, and has to give the same each time. */
  constructor(answer: HealthyAnswer, bend: (next: () => Iterable<Step>) => Iterable<Step>) {
    this.#answer = answer
    this.#bend = bend
  }

  next(): IteratorResult<PlayedStep> {
    try {
      this.#steps ??= this.#fromWhereItStood()
      const result = this.#steps.next()
      if (result.done !== true) this.#given += 1
      return result
    } catch (error) {
      if (error !== notYet) throw error
      this.#steps = undefined
      return { done: false, value: { do: 'pause', onMore: (go) => this.#answer.onMore(go) } }
    }
  }

  [Symbol.iterator](): this {
    return this
  }

  #fromWhereItStood(): Iterator<Step> {
    const steps = this.#bend(() => this.#soFar())[Symbol.iterator]()
    for (let given = 0; given < this.#given; given += 1) steps.next()
    return steps
  }

  *#soFar(): Generator<Step> {
    this.#answer.begin()
    for (let index = 0; ; index += 1) {
      const step = this.#answer.steps[index]
      if (step !== undefined) yield step
      else if (this.#answer.isWhole) return
      else throw notYet
    }
  }
}

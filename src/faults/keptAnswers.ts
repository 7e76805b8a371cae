import type { Exchange } from './fault.ts'
import { keepReading } from './reading.ts'
import type { Step } from './steps.ts'

/** All that a healthy answer without a plan depends on, and its steps once it has been asked for again. */
class Place {
  #model = ''
  #stream = false
  #call: number | null = null
  #attempt = -1
  #nth = -1
  steps: readonly Step[] | undefined

  isOf({ model, stream, call, attempt, nth }: Exchange): boolean {
    return (
      this.#nth === nth &&
      this.#call === call &&
      this.#attempt === attempt &&
      this.#stream === stream &&
      this.#model === model
    )
  }

  becomes({ model, stream, call, attempt, nth }: Exchange): void {
    this.#model = model
    this.#stream = stream
    this.#call = call
    this.#attempt = attempt
    this.#nth = nth
    this.steps = undefined
  }
}

/** Each answer has one place, which it may share with others: the one that was asked for last has it. */
const places = Array.from({ length: 1_024 }, () => new Place())

function placeOf({ model, stream, call, attempt, nth }: Exchange): Place {
  let mixed = Math.imul((call ?? -1) * 31 + nth, 0x9e3779b1)
  mixed = Math.imul((mixed ^ (mixed >>> 15)) + attempt * 2 + (stream ? 1 : 0), 0x85ebca6b)
  mixed = Math.imul((mixed ^ (mixed >>> 13)) + model.length, 0xc2b2ae35)
  return places[(mixed >>> 16) % places.length]!
}

/**
 * The first answers of a day come again on every day that is played: they are made once, and what faults read of them is
 * read once. An answer is kept when it is asked for a second time, so that an upstream which never gives the same one
 * twice keeps none.
 */
export function keptAnswer(exchange: Exchange, make: (exchange: Exchange) => Iterable<Step>): Iterable<Step> {
  const place = placeOf(exchange)
  if (!place.isOf(exchange)) {
    place.becomes(exchange)
    return make(exchange)
  }
  if (place.steps === undefined) {
    place.steps = [...make(exchange)]
    for (const step of place.steps) if (step.do === 'data') keepReading(step.bytes)
  }
  return place.steps
}

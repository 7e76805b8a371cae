/** Of those that were served, so many stay in the list, or as many as still wait: then it is copied. */
const mostServed = 1_024

/** First come, first served, however many wait. */
export class WaitingLine<Item> {
  /** Oldest first, from `#from` on: what is before has been served. */
  #items: Item[] = []
  #from = 0

  get length(): number {
    return this.#items.length - this.#from
  }

  push(item: Item): void {
    this.#items.push(item)
  }

  shift(): Item | undefined {
    if (this.#from === this.#items.length) return undefined
    const next = this.#items[this.#from]
    this.#from += 1
    if (this.#from * 2 > this.#items.length + mostServed) {
      this.#items = this.#items.slice(this.#from)
      this.#from = 0
    }
    return next
  }

  /** Returns those that still wait. */
  clear(): Item[] {
    const waiting = this.#items.slice(this.#from)
    this.#items = []
    this.#from = 0
    return waiting
  }
}

interface Place {
  readonly granted: () => void
  before: Place | undefined
  after: Place | undefined
  inLine: boolean
}

/** First in, first out; anybody may leave from anywhere, at once and without a trace. */
export class WaitingLine {
  #first: Place | undefined
  #last: Place | undefined
  #length = 0

  get length(): number {
    return this.#length
  }

  /** Returns how to leave: true if that was in time. */
  join(granted: () => void): () => boolean {
    const place: Place = { granted, before: this.#last, after: undefined, inLine: true }
    if (this.#last === undefined) this.#first = place
    else this.#last.after = place
    this.#last = place
    this.#length += 1
    return () => this.#remove(place)
  }

  /** Takes the first one out of the line: its callback, if anybody waits. */
  shift(): (() => void) | undefined {
    const place = this.#first
    if (place === undefined) return undefined
    this.#remove(place)
    return place.granted
  }

  #remove(place: Place): boolean {
    if (!place.inLine) return false
    place.inLine = false
    if (place.before === undefined) this.#first = place.after
    else place.before.after = place.after
    if (place.after === undefined) this.#last = place.before
    else place.after.before = place.before
    // Whoever keeps its way out keeps its place alive, not its neighbours'.
    place.before = undefined
    place.after = undefined
    this.#length -= 1
    return true
  }
}

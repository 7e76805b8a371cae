/** The instants of a window that ends now, and those to come, in order. Exact; eight bytes each, for a window's length. */
export class RecentInstants {
  readonly #windowMs: number
  readonly #instantsMs: number[] = []
  /** Those before this index have left the window. */
  #first = 0

  constructor(windowMs: number) {
    this.#windowMs = windowMs
  }

  /** Now never goes back; what is to come comes in any order. */
  add(nowMs: number, atMs = nowMs): void {
    this.#forget(nowMs)
    const instantsMs = this.#instantsMs
    let place = instantsMs.length
    while (place > this.#first && instantsMs[place - 1]! > atMs) place -= 1
    if (place === instantsMs.length) instantsMs.push(atMs)
    else instantsMs.splice(place, 0, atMs)
  }

  /** Takes back one that was added for `atMs`, if it has not left the window. */
  remove(atMs: number): void {
    const place = this.#instantsMs.lastIndexOf(atMs)
    if (place >= this.#first) this.#instantsMs.splice(place, 1)
  }

  /** The oldest that has not left the window at `nowMs` (0), the next (1), …; undefined beyond the last. */
  at(nowMs: number, index: number): number | undefined {
    this.#forget(nowMs)
    return this.#instantsMs[this.#first + index]
  }

  count(nowMs: number): number {
    this.#forget(nowMs)
    return this.#instantsMs.length - this.#first
  }

  /** How many are later than `atMs`. */
  countAfter(atMs: number): number {
    let [low, high] = [this.#first, this.#instantsMs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.#instantsMs[middle]! <= atMs) low = middle + 1
      else high = middle
    }
    return this.#instantsMs.length - low
  }

  #forget(nowMs: number): void {
    const instantsMs = this.#instantsMs
    while (this.#first < instantsMs.length && instantsMs[this.#first]! <= nowMs - this.#windowMs) this.#first += 1
    // Moved at most once per instant on average: only when the dead outnumber the living.
    if (this.#first > 32 && this.#first * 2 > instantsMs.length) {
      instantsMs.splice(0, this.#first)
      this.#first = 0
    }
  }
}

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
    const place = this.#placeFrom(atMs, (instantMs) => instantMs <= atMs)
    if (place === this.#instantsMs.length) this.#instantsMs.push(atMs)
    else this.#instantsMs.splice(place, 0, atMs)
  }

  /** Takes back one that was added for `atMs`, if it has not left the window. */
  remove(atMs: number): void {
    const place = this.#instantsMs.lastIndexOf(atMs)
    if (place >= this.#first) this.#instantsMs.splice(place, 1)
  }

  /** Those that have not left the window at `nowMs`, the oldest first. */
  *all(nowMs: number): Iterable<number> {
    this.#forget(nowMs)
    for (let index = this.#first; index < this.#instantsMs.length; index += 1) yield this.#instantsMs[index]!
  }

  count(nowMs: number): number {
    this.#forget(nowMs)
    return this.#instantsMs.length - this.#first
  }

  /** How many are later than `atMs`. */
  countAfter(atMs: number): number {
    return this.#instantsMs.length - this.#placeFrom(atMs, (instantMs) => instantMs <= atMs)
  }

  /** How many are at `atMs` or later. */
  countFrom(atMs: number): number {
    return this.#instantsMs.length - this.#placeFrom(atMs, (instantMs) => instantMs < atMs)
  }

  /** The place of the first of which `isBefore` does not hold; mostly it is the end. */
  #placeFrom(atMs: number, isBefore: (instantMs: number) => boolean): number {
    const last = this.#instantsMs.at(-1)
    if (last === undefined || last < atMs) return this.#instantsMs.length
    let [low, high] = [this.#first, this.#instantsMs.length]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (isBefore(this.#instantsMs[middle]!)) low = middle + 1
      else high = middle
    }
    return low
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

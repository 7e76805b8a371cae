/** The latest numbers, at most `capacity`, kept in order: adding one moves a few bytes, and any quantile is a look-up. */
export class LatestSamples {
  readonly #arrived: Float64Array
  readonly #sorted: Float64Array
  #count = 0
  /** Where in `#arrived` the next one goes; once all places are taken, where the oldest is. */
  #next = 0

  constructor(capacity: number) {
    this.#arrived = new Float64Array(capacity)
    this.#sorted = new Float64Array(capacity)
  }

  get count(): number {
    return this.#count
  }

  add(value: number): void {
    if (this.#count === this.#arrived.length) this.#remove(this.#arrived[this.#next]!)
    this.#arrived[this.#next] = value
    this.#next = (this.#next + 1) % this.#arrived.length
    const place = this.#placeOf(value)
    this.#sorted.copyWithin(place + 1, place, this.#count)
    this.#sorted[place] = value
    this.#count += 1
  }

  /** The smallest number that a share `q` (0 to 1) of them do not exceed: the nearest rank. At least one is needed. */
  quantile(q: number): number {
    const rank = Math.ceil(q * this.#count)
    return this.#sorted[Math.min(this.#count, Math.max(1, rank)) - 1]!
  }

  #remove(value: number): void {
    const place = this.#placeOf(value)
    this.#sorted.copyWithin(place, place + 1, this.#count)
    this.#count -= 1
  }

  /** How many are smaller. */
  #placeOf(value: number): number {
    let low = 0
    let high = this.#count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}

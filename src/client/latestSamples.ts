/**
 * The latest numbers, at most `capacity`, kept in order: adding one moves a few of them, and any quantile is a look-up.
 * Plain arrays, which grow: most clients that are ever opened see a handful of answers, and typed ones cost to make.
 */
export class LatestSamples {
  readonly #capacity: number
  readonly #arrived: number[] = []
  readonly #sorted: number[] = []
  /** Where in `#arrived` the next one goes; once all places are taken, where the oldest is. */
  #next = 0

  constructor(capacity: number) {
    this.#capacity = capacity
  }

  get count(): number {
    return this.#sorted.length
  }

  add(value: number): void {
    if (this.count === this.#capacity) this.#remove(this.#arrived[this.#next]!)
    this.#arrived[this.#next] = value
    this.#next = (this.#next + 1) % this.#capacity
    const sorted = this.#sorted
    const place = this.#placeOf(value)
    sorted.push(value)
    for (let index = sorted.length - 1; index > place; index -= 1) sorted[index] = sorted[index - 1]!
    sorted[place] = value
  }

  /** The smallest number that a share `q` (0 to 1) of them do not exceed: the nearest rank. At least one is needed. */
  quantile(q: number): number {
    const rank = Math.ceil(q * this.count)
    return this.#sorted[Math.min(this.count, Math.max(1, rank)) - 1]!
  }

  #remove(value: number): void {
    const sorted = this.#sorted
    for (let index = this.#placeOf(value) + 1; index < sorted.length; index += 1) sorted[index - 1] = sorted[index]!
    sorted.pop()
  }

  /** How many are smaller. */
  #placeOf(value: number): number {
    let low = 0
    let high = this.count
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.#sorted[middle]! < value) low = middle + 1
      else high = middle
    }
    return low
  }
}

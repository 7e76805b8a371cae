/**
 * Things in the order in which they came, each to be found by its number. Mostly they are numbered from 0 on: then the place
 * of each is its number, and no map grows along with them.
 */
export class Numbered<Item> {
  readonly all: Item[] = []
  /** Of each number its place, from the first one on that says something else. */
  #places: Map<number, number> | undefined

  /** What had that number before is gone, and its place is taken. */
  set(number: number, item: Item): void {
    if (this.#places === undefined) {
      if (number === this.all.length) {
        this.all.push(item)
        return
      }
      this.#places = new Map(this.all.map((_, place) => [place, place]))
    }
    const place = this.#places.get(number) ?? this.all.length
    this.#places.set(number, place)
    this.all[place] = item
  }

  get(number: number): Item | undefined {
    if (this.#places === undefined) return this.all[number]
    const place = this.#places.get(number)
    return place === undefined ? undefined : this.all[place]
  }
}

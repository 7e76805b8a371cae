/** One thing due at a virtual instant. */
export interface Due {
  readonly atMs: number
  readonly sequence: number
  fire: (() => void) | undefined
}

/** A binary heap over (time, sequence): what is due first is on top; what is due together fires in the order it was asked. */
export class EventHeap {
  readonly #heap: Due[] = []

  get size(): number {
    return this.#heap.length
  }

  push(due: Due): void {
    const heap = this.#heap
    let child = heap.length
    heap.push(due)
    while (child > 0) {
      const parent = (child - 1) >> 1
      const above = heap[parent]!
      if (!before(due, above)) break
      heap[child] = above
      child = parent
    }
    heap[child] = due
  }

  pop(): Due | undefined {
    const heap = this.#heap
    const top = heap[0]
    const last = heap.pop()
    if (last === undefined || last === top) return top
    const length = heap.length
    let parent = 0
    for (;;) {
      let child = 2 * parent + 1
      if (child >= length) break
      if (child + 1 < length && before(heap[child + 1]!, heap[child]!)) child += 1
      if (!before(heap[child]!, last)) break
      heap[parent] = heap[child]!
      parent = child
    }
    heap[parent] = last
    return top
  }
}

function before(a: Due, b: Due): boolean {
  return a.atMs < b.atMs || (a.atMs === b.atMs && a.sequence < b.sequence)
}

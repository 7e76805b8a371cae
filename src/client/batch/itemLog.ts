import type { BatchItem } from './batch.ts'

/**
 * The items in the order in which they ended. Readers are places in this one list, which the summary needs anyway: one
 * that is slow, late, or never comes costs no memory of its own.
 */
export class ItemLog {
  readonly #items: BatchItem[] = []
  readonly #onLeft: () => void
  #news: PromiseWithResolvers<void> | undefined
  #complete = false

  /** `onLeft` is called when a reader leaves before the end. */
  constructor(onLeft: () => void) {
    this.#onLeft = onLeft
  }

  add(item: BatchItem): void {
    this.#items.push(item)
    this.#tell()
  }

  /** There will be no more items. */
  finish(): void {
    this.#complete = true
    this.#tell()
  }

  inOrderOfIndex(): BatchItem[] {
    return this.#items.toSorted((a, b) => a.index - b.index)
  }

  read(): AsyncIterator<BatchItem, undefined> {
    let position = 0
    let left = false
    return {
      next: async () => {
        const mine = position++
        while (!left && !this.#complete && mine >= this.#items.length) await this.#somethingNew()
        const item = left ? undefined : this.#items[mine]
        return item === undefined ? { done: true, value: undefined } : { done: false, value: item }
      },
      return: () => {
        left = true
        this.#tell()
        if (!this.#complete) this.#onLeft()
        return Promise.resolve({ done: true, value: undefined })
      },
    }
  }

  #somethingNew(): Promise<void> {
    return (this.#news ??= Promise.withResolvers()).promise
  }

  #tell(): void {
    this.#news?.resolve()
    this.#news = undefined
  }
}

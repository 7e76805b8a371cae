import type { ResponseBody } from './transport.ts'

/** What a byte queue tells the connection behind it. */
export interface ByteQueueOwner {
  /** The reader left before the end: close the connection. */
  onLeft(): void
  /** The queue holds more than it should: stop reading from the socket. */
  onFull?(): void
  /** The queue is empty again: go on. */
  onDrained?(): void
}

const fullAtBytes = 256 * 1024

type Settle = { resolve: (result: IteratorResult<Uint8Array>) => void; reject: (error: Error) => void }

/**
 * A response body between a socket that pushes and a reader that pulls. One reader. What arrived before a failure is
 * delivered before the failure: a cut stream shows all it had.
 */
export class ByteQueue implements ResponseBody, AsyncIterator<Uint8Array> {
  readonly #owner: ByteQueueOwner
  readonly #chunks: Uint8Array[] = []
  #heldBytes = 0
  #state: 'open' | 'ended' | 'failed' = 'open'
  #failure: Error | undefined
  #waiting: Settle | undefined
  #pulled = false

  constructor(owner: ByteQueueOwner) {
    this.#owner = owner
  }

  push(chunk: Uint8Array): void {
    if (this.#state !== 'open') return
    const waiting = this.#waiting
    if (waiting !== undefined) {
      this.#waiting = undefined
      waiting.resolve({ done: false, value: chunk })
      return
    }
    this.#chunks.push(chunk)
    this.#heldBytes += chunk.length
    if (this.#heldBytes > fullAtBytes) this.#owner.onFull?.()
  }

  end(): void {
    if (this.#state !== 'open') return
    this.#state = 'ended'
    this.#waiting?.resolve({ done: true, value: undefined })
    this.#waiting = undefined
  }

  /** Fails the body. `drop` throws away what was not read yet: an abort is prompt, a broken connection is not. */
  fail(error: Error, { drop = false } = {}): void {
    if (drop) this.#chunks.length = 0
    if (this.#state === 'failed' || (this.#state === 'ended' && !drop)) return
    this.#state = 'failed'
    this.#failure = error
    this.#waiting?.reject(error)
    this.#waiting = undefined
  }

  next(): Promise<IteratorResult<Uint8Array>> {
    this.#pulled = true
    const chunk = this.#chunks.shift()
    if (chunk !== undefined) {
      this.#heldBytes -= chunk.length
      if (this.#chunks.length === 0) this.#owner.onDrained?.()
      return Promise.resolve({ done: false, value: chunk })
    }
    if (this.#state === 'ended') return Promise.resolve({ done: true, value: undefined })
    if (this.#state === 'failed') return Promise.reject(this.#failure!)
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject }
    })
  }

  takeWhole(): Uint8Array[] | undefined {
    if (this.#state !== 'ended' || this.#pulled) return undefined
    this.#pulled = true
    return this.#chunks.splice(0)
  }

  return(): Promise<IteratorResult<Uint8Array>> {
    if (this.#state === 'open') {
      this.#state = 'ended'
      this.#owner.onLeft()
    }
    this.#chunks.length = 0
    this.#waiting?.resolve({ done: true, value: undefined })
    this.#waiting = undefined
    return Promise.resolve({ done: true, value: undefined })
  }

  [Symbol.asyncIterator](): AsyncIterator<Uint8Array> {
    return this
  }
}

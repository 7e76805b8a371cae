import type { Duplex } from 'node:stream'

/**
 * Gathers what goes out at one instant and writes it at once: a call into the kernel costs about as much as all else that
 * an exchange needs, and no network keeps apart what no time lies between. An instant is over when somebody flushes, and
 * at the latest when the running code is; so a script's waits always part what is before them from what is after.
 */
export class Outbox {
  readonly #stream: Duplex
  readonly #onWritten = () => {
    this.#unwritten -= 1
    if (this.#isEmpty) this.#then?.()
  }
  #parts: (string | Uint8Array)[] = []
  #bytes = 0
  #unwritten = 0
  #then: (() => void) | undefined

  constructor(stream: Duplex) {
    this.#stream = stream
  }

  get #isEmpty(): boolean {
    return this.#unwritten === 0 && this.#bytes === 0
  }

  /** Text goes out as latin1. */
  add(part: string | Uint8Array): void {
    if (this.#bytes === 0) process.nextTick(flush, this)
    this.#parts.push(part)
    this.#bytes += part.length
  }

  flush(): void {
    if (this.#bytes === 0) return
    const gathered = this.#gathered()
    this.#parts = []
    this.#bytes = 0
    this.#unwritten += 1
    this.#stream.write(gathered, this.#onWritten)
  }

  /** Calls back once all that was added is with the kernel; at once if it is. */
  whenWritten(then: () => void): void {
    this.flush()
    if (this.#isEmpty) then()
    else this.#then = then
  }

  #gathered(): Uint8Array {
    const gathered = Buffer.allocUnsafe(this.#bytes)
    let at = 0
    for (const part of this.#parts) {
      if (typeof part === 'string') gathered.write(part, at, 'latin1')
      else gathered.set(part, at)
      at += part.length
    }
    return gathered
  }
}

const flush = (outbox: Outbox) => outbox.flush()

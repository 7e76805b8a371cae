import { Buffer } from 'node:buffer'
import { nextTick } from 'node:process'
import type { Duplex } from 'node:stream'

/** No more is set aside before it is known to be needed. */
const mostExpectedBytes = 64 * 1024
const carriageReturn = 0x0d
const lineFeed = 0x0a
const hexDigits = Buffer.from('0123456789abcdef')
const nothing = Buffer.alloc(0)

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
  #gathered: Buffer = nothing
  #bytes = 0
  /** As many as last time: answers on one connection are much alike. */
  #expectedBytes = 0
  #unwritten = 0
  #then: (() => void) | undefined

  constructor(stream: Duplex) {
    this.#stream = stream
  }

  get #isEmpty(): boolean {
    return this.#unwritten === 0 && this.#bytes === 0
  }

  /** In latin1. */
  addText(text: string): void {
    this.#makeRoom(text.length).write(text, this.#bytes, 'latin1')
    this.#bytes += text.length
  }

  addBytes(bytes: Uint8Array): void {
    this.#makeRoom(bytes.length).set(bytes, this.#bytes)
    this.#bytes += bytes.length
  }

  /** With its size before it (RFC 9112 section 7.1). Not for no bytes: that is how a body ends. */
  addChunk(bytes: Uint8Array): void {
    const digits = Math.ceil((32 - Math.clz32(bytes.length)) / 4)
    const room = this.#makeRoom(digits + bytes.length + 4)
    let at = this.#bytes
    for (let digit = digits - 1; digit >= 0; digit -= 1) room[at++] = hexDigits[(bytes.length >>> (4 * digit)) & 15]!
    room[at++] = carriageReturn
    room[at++] = lineFeed
    room.set(bytes, at)
    at += bytes.length
    room[at++] = carriageReturn
    room[at++] = lineFeed
    this.#bytes = at
  }

  flush(): void {
    if (this.#bytes === 0) return
    const bytes = this.#gathered.subarray(0, this.#bytes)
    this.#expectedBytes = Math.min(mostExpectedBytes, this.#bytes)
    this.#gathered = nothing
    this.#bytes = 0
    this.#unwritten += 1
    this.#stream.write(bytes, this.#onWritten)
  }

  /** Calls back once all that was added is with the kernel; at once if it is. */
  whenWritten(then: () => void): void {
    this.flush()
    if (this.#isEmpty) then()
    else this.#then = then
  }

  #makeRoom(bytes: number): Buffer {
    if (this.#bytes === 0) nextTick(flush, this)
    const needed = this.#bytes + bytes
    if (needed > this.#gathered.length) {
      const larger = Buffer.allocUnsafe(Math.max(needed, 2 * this.#bytes, this.#expectedBytes))
      larger.set(this.#gathered.subarray(0, this.#bytes))
      this.#gathered = larger
    }
    return this.#gathered
  }
}

const flush = (outbox: Outbox) => outbox.flush()

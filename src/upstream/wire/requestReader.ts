import { bodyReader, type BodyReader } from './requestBody.ts'
import { parseRequestHead, RequestRefused, type RequestHead } from './requestHead.ts'

export interface ReadRequest {
  readonly head: RequestHead
  readonly body: string
}

export interface RequestLimits {
  readonly largestHeadBytes: number
  readonly largestBodyBytes: number
}

/** Far above what a chat request needs, and far below what could hurt the process. */
const defaultLimits: RequestLimits = { largestHeadBytes: 16 * 1024, largestBodyBytes: 16 * 1024 * 1024 }

const carriageReturn = 0x0d
const lineFeed = 0x0a
const tab = 0x09
const firstPrintable = 0x20

/** Turns the bytes of one connection into requests, however they were cut up on the way. */
export class RequestReader {
  readonly #limits: RequestLimits
  /** What arrived and belongs to nothing yet. */
  #waiting: Buffer = Buffer.alloc(0)
  #checkedBytes = 0
  #head: RequestHead | undefined
  #body: BodyReader | undefined

  constructor(limits: Partial<RequestLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits }
  }

  push(bytes: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? bytes : Buffer.concat([this.#waiting, bytes])
  }

  /** Bytes that no call of `next` has used up. */
  get waitingBytes(): number {
    return this.#waiting.length
  }

  /** The head whose body is still to come: for who must be told to go on. */
  get openHead(): RequestHead | undefined {
    return this.#head
  }

  /** The next whole request, or undefined while there is none. Throws `RequestRefused`; nothing can be read after. */
  next(): ReadRequest | undefined {
    if (this.#head === undefined) {
      this.#head = this.#takeHead()
      if (this.#head === undefined) return undefined
      this.#body = bodyReader(this.#head.body, this.#limits.largestBodyBytes)
    }
    const body = this.#body!
    this.#drop(body.take(this.#waiting))
    if (!body.done) return undefined
    const request = { head: this.#head, body: Buffer.concat(body.pieces).toString('utf8') }
    this.#head = undefined
    this.#body = undefined
    return request
  }

  #takeHead(): RequestHead | undefined {
    // An empty line before a request is a habit of old clients: read over it (RFC 9112 section 2.2).
    while (this.#waiting.length >= 2 && this.#waiting.readUInt16BE() === 0x0d0a) this.#drop(2)
    const end = this.#waiting.indexOf('\r\n\r\n')
    this.#refuseStrayBytes(end === -1 ? this.#waiting.length : end)
    if ((end === -1 ? this.#waiting.length : end) > this.#limits.largestHeadBytes)
      throw new RequestRefused(431, `request line and headers may have ${this.#limits.largestHeadBytes} bytes`)
    if (end === -1) return undefined
    const text = this.#waiting.toString('latin1', 0, end)
    this.#drop(end + 4)
    return parseRequestHead(text)
  }

  /** Control bytes and lone line feeds can never become a head: say so now, as no more bytes may ever come. */
  #refuseStrayBytes(end: number): void {
    for (; this.#checkedBytes < end; this.#checkedBytes += 1) {
      const byte = this.#waiting[this.#checkedBytes]!
      const before = this.#waiting[this.#checkedBytes - 1]
      const stray =
        before === carriageReturn
          ? byte !== lineFeed
          : byte !== carriageReturn && byte !== tab && (byte < firstPrintable || byte === 0x7f)
      if (stray) throw new RequestRefused(400, 'this is not HTTP')
    }
  }

  #drop(bytes: number): void {
    this.#waiting = this.#waiting.subarray(bytes)
    this.#checkedBytes = 0
  }
}

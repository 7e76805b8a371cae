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

const nothing = Buffer.alloc(0)

/** Turns the bytes of one connection into requests, however they were cut up on the way. */
export class RequestReader {
  readonly #limits: RequestLimits
  /** What arrived; what stands before `#from` has been used up. */
  #arrived: Buffer = nothing
  #from = 0
  #checkedBytes = 0
  /** Most clients say the same again and again: a head that is byte for byte the last one is not parsed again. */
  #last: { readonly bytes: Buffer; readonly head: RequestHead } | undefined
  #head: RequestHead | undefined
  #body: BodyReader | undefined

  constructor(limits: Partial<RequestLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits }
  }

  push(bytes: Buffer): void {
    this.#arrived = this.waitingBytes === 0 ? bytes : Buffer.concat([this.#waiting(), bytes])
    this.#from = 0
  }

  /** Bytes that no call of `next` has used up. */
  get waitingBytes(): number {
    return this.#arrived.length - this.#from
  }

  /** The head whose body is still to come: for who must be told to go on. */
  get openHead(): RequestHead | undefined {
    return this.#head
  }

  /** The next whole request, or undefined while there is none. Throws `RequestRefused`; nothing can be read after. */
  next(): ReadRequest | undefined {
    if (this.waitingBytes === 0 && this.#head === undefined) return undefined
    const head = (this.#head ??= this.#takeLastHead() ?? this.#takeHead())
    if (head === undefined) return undefined
    const body = this.#takeWholeBody(head) ?? this.#takeBody(head)
    if (body === undefined) return undefined
    this.#head = undefined
    this.#body = undefined
    return { head, body }
  }

  /** Nearly always all of it is here, and in one piece. */
  #takeWholeBody(head: RequestHead): string | undefined {
    const length = head.body
    if (length === 'chunked' || length > this.#limits.largestBodyBytes) return undefined
    if (this.#body !== undefined || length > this.waitingBytes) return undefined
    const text = this.#arrived.toString('utf8', this.#from, this.#from + length)
    this.#drop(length)
    return text
  }

  #takeBody(head: RequestHead): string | undefined {
    const body = (this.#body ??= bodyReader(head.body, this.#limits.largestBodyBytes))
    this.#drop(body.take(this.#waiting()))
    return body.done ? Buffer.concat(body.pieces).toString('utf8') : undefined
  }

  #takeLastHead(): RequestHead | undefined {
    if (this.#last === undefined) return undefined
    const { bytes, head } = this.#last
    const end = this.#from + bytes.length
    if (end > this.#arrived.length || this.#arrived.compare(bytes, 0, bytes.length, this.#from, end) !== 0)
      return undefined
    this.#drop(bytes.length)
    return head
  }

  #takeHead(): RequestHead | undefined {
    // An empty line before a request is a habit of old clients: read over it (RFC 9112 section 2.2).
    while (this.waitingBytes >= 2 && this.#arrived.readUInt16BE(this.#from) === 0x0d0a) this.#drop(2)
    const waiting = this.#waiting()
    const end = waiting.indexOf('\r\n\r\n')
    const length = end === -1 ? waiting.length : end
    this.#refuseStrayBytes(waiting, length)
    if (length > this.#limits.largestHeadBytes)
      throw new RequestRefused(431, `request line and headers may have ${this.#limits.largestHeadBytes} bytes`)
    if (end === -1) return undefined
    const head = parseRequestHead(waiting.toString('latin1', 0, end))
    // A copy: a slice would keep all that arrived with it.
    this.#last = { bytes: Buffer.from(waiting.subarray(0, end + 4)), head }
    this.#drop(end + 4)
    return head
  }

  /** Control bytes and lone line feeds can never become a head: say so now, as no more bytes may ever come. */
  #refuseStrayBytes(waiting: Buffer, end: number): void {
    for (; this.#checkedBytes < end; this.#checkedBytes += 1) {
      const byte = waiting[this.#checkedBytes]!
      const before = waiting[this.#checkedBytes - 1]
      const stray =
        before === carriageReturn
          ? byte !== lineFeed
          : byte !== carriageReturn && byte !== tab && (byte < firstPrintable || byte === 0x7f)
      if (stray) throw new RequestRefused(400, 'this is not HTTP')
    }
  }

  #waiting(): Buffer {
    return this.#from === 0 ? this.#arrived : this.#arrived.subarray(this.#from)
  }

  #drop(bytes: number): void {
    this.#from += bytes
    this.#checkedBytes = 0
    if (this.#from < this.#arrived.length) return
    this.#arrived = nothing
    this.#from = 0
  }
}

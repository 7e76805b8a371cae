import { answerHead, MalformedAnswer, type AnswerHead } from './answerHead.ts'
import { ChunkedBody } from './chunkedBody.ts'

/** Node's own limit for a response head. */
const longestHeadBytes = 16 * 1024
/** No chat answers more; whoever does must not take all of the memory. */
const longestBodyBytes = 64 * 1024 * 1024
const headEnd = Buffer.from('\r\n\r\n')
const nothing = Buffer.alloc(0)

/**
 * Reads the answers of one connection, one after the other, however their bytes are cut. A head that comes again, byte for byte,
 * is not parsed again, and of an answer that comes in one piece nothing is copied: it costs a comparison.
 */
export class AnswerReader {
  status = 0
  /** Of the last answer that was whole. It may lie in the bytes that were taken: whoever wants to keep it copies it. */
  body: Buffer = nothing
  /** Whether another request may follow. */
  keepsAlive = true
  #head: AnswerHead | undefined
  /** The bytes before the body's: of a head that is not whole yet. */
  #begun: Buffer = nothing
  #pieces: Buffer[] = []
  #leftBytes = 0
  #chunked: ChunkedBody | undefined
  #knownBytes: Buffer = nothing
  #known: AnswerHead | undefined

  /** Whether anything of an answer is there that is not whole. */
  get hasBegun(): boolean {
    return this.#head !== undefined || this.#begun.length > 0
  }

  /** `body` or what comes before it: where a connection breaks. */
  get phase(): 'headers' | 'body' {
    return this.#head === undefined ? 'headers' : 'body'
  }

  /**
   * Takes what came. Returns true when the answer is whole; the next bytes are another one's. Throws `MalformedAnswer`, also for
   * bytes behind an answer: nobody asked for them.
   */
  take(bytes: Buffer): boolean {
    let at = 0
    if (this.#head === undefined) {
      const whole = this.#begun.length === 0 ? bytes : Buffer.concat([this.#begun, bytes])
      at = this.#takeHead(whole)
      if (this.#head === undefined) return false
      return this.#takeBody(whole, at)
    }
    return this.#takeBody(bytes, at)
  }

  /** The server closed. True if that was the end of an answer whose length was not told. */
  end(): boolean {
    return this.#head?.framing === 'close' && this.#whole(Buffer.concat(this.#pieces))
  }

  /** Returns where the body begins. Heads of news that is not the answer yet (status 100 to 199) are read over. */
  #takeHead(bytes: Buffer): number {
    let from = 0
    for (;;) {
      const { length } = this.#knownBytes
      if (
        this.#known !== undefined &&
        bytes.length - from >= length &&
        bytes.compare(this.#knownBytes, 0, length, from, from + length) === 0
      ) {
        this.#begin(this.#known)
        return from + length
      }
      const end = bytes.indexOf(headEnd, from)
      if ((end < 0 ? bytes.length : end) - from > longestHeadBytes)
        throw new MalformedAnswer('the server sent a head that has no end')
      if (end < 0) {
        this.#begun = Buffer.from(bytes.subarray(from))
        return bytes.length
      }
      const head = answerHead(bytes.toString('latin1', from, end))
      const next = end + headEnd.length
      if (head.status >= 200) {
        this.#knownBytes = Buffer.from(bytes.subarray(from, next))
        this.#known = head
        this.#begin(head)
        return next
      }
      from = next
    }
  }

  #begin(head: AnswerHead): void {
    this.#begun = nothing
    this.#head = head
    this.#leftBytes = head.lengthBytes
    if (head.framing === 'chunked') this.#chunked = new ChunkedBody()
    mustFit(head.lengthBytes)
  }

  #takeBody(bytes: Buffer, at: number): boolean {
    const { framing } = this.#head!
    if (framing === 'chunked') return this.#takeChunks(bytes, at)
    const hereBytes = bytes.length - at
    if (framing === 'length') {
      if (hereBytes > this.#leftBytes) throw unasked()
      if (hereBytes === this.#leftBytes) {
        const last = bytes.subarray(at)
        return this.#whole(this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]))
      }
      this.#leftBytes -= hereBytes
    } else mustFit((this.#leftBytes += hereBytes))
    if (hereBytes > 0) this.#pieces.push(Buffer.from(bytes.subarray(at)))
    return false
  }

  #takeChunks(bytes: Buffer, at: number): boolean {
    const chunked = this.#chunked!
    const end = chunked.take(bytes, at)
    mustFit(chunked.lengthBytes)
    if (!chunked.isWhole) return false
    if (end < bytes.length) throw unasked()
    return this.#whole(Buffer.concat(chunked.pieces))
  }

  #whole(body: Buffer): true {
    const { status, keepsAlive } = this.#head!
    this.status = status
    this.keepsAlive = keepsAlive
    this.body = body
    this.#head = undefined
    this.#chunked = undefined
    if (this.#pieces.length > 0) this.#pieces = []
    return true
  }
}

function mustFit(bodyBytes: number): void {
  if (bodyBytes > longestBodyBytes)
    throw new MalformedAnswer(`the server sent a body of more than ${longestBodyBytes} bytes`)
}

function unasked(): MalformedAnswer {
  return new MalformedAnswer('the server sent more than an answer')
}

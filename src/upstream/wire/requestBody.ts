import { RequestRefused } from './requestHead.ts'

/** A body as it comes in: takes its own bytes off the front of what arrives and leaves the rest alone. */
export interface BodyReader {
  readonly done: boolean
  readonly pieces: readonly Uint8Array[]
  /** Says how many bytes it took. Throws `RequestRefused`. */
  take(bytes: Buffer): number
}

export function bodyReader(body: number | 'chunked', largestBytes: number): BodyReader {
  return body === 'chunked' ? new ChunkedBody(largestBytes) : new LengthBody(body, largestBytes)
}

class LengthBody implements BodyReader {
  readonly pieces: Uint8Array[] = []
  #leftBytes: number

  constructor(lengthBytes: number, largestBytes: number) {
    if (lengthBytes > largestBytes) throw tooLarge(largestBytes)
    this.#leftBytes = lengthBytes
  }

  get done(): boolean {
    return this.#leftBytes === 0
  }

  take(bytes: Buffer): number {
    const taken = bytes.subarray(0, this.#leftBytes)
    if (taken.length > 0) this.pieces.push(taken)
    this.#leftBytes -= taken.length
    return taken.length
  }
}

/** A chunk's size and its extension, or one trailer field. */
const longestLineBytes = 1024
const mostTrailers = 32
const sizeLine = /^([0-9a-f]{1,8})[ \t]*(;.*)?$/i

/** The chunked coding (RFC 9112 section 7.1). Extensions and trailers are read over. */
class ChunkedBody implements BodyReader {
  readonly pieces: Uint8Array[] = []
  readonly #largestBytes: number
  #expects: 'size' | 'data' | 'data-end' | 'trailer' | 'nothing' = 'size'
  #chunkLeftBytes = 0
  #totalBytes = 0
  #trailers = 0

  constructor(largestBytes: number) {
    this.#largestBytes = largestBytes
  }

  get done(): boolean {
    return this.#expects === 'nothing'
  }

  take(bytes: Buffer): number {
    let taken = 0
    while (!this.done) {
      const count =
        this.#expects === 'data' ? this.#takeData(bytes.subarray(taken)) : this.#takeLine(bytes.subarray(taken))
      if (count === 0) break
      taken += count
    }
    return taken
  }

  #takeData(bytes: Buffer): number {
    const piece = bytes.subarray(0, this.#chunkLeftBytes)
    if (piece.length > 0) this.pieces.push(piece)
    this.#chunkLeftBytes -= piece.length
    if (this.#chunkLeftBytes === 0) this.#expects = 'data-end'
    return piece.length
  }

  #takeLine(bytes: Buffer): number {
    const length = bytes.indexOf('\r\n')
    if (length > longestLineBytes || (length === -1 && bytes.length > longestLineBytes)) throw malformed()
    if (length === -1) return 0
    this.#line(bytes.toString('latin1', 0, length))
    return length + 2
  }

  #line(line: string): void {
    if (/[\r\n]/.test(line)) throw malformed()
    if (this.#expects === 'size') {
      const size = sizeLine.exec(line)?.[1]
      if (size === undefined) throw malformed()
      this.#chunkLeftBytes = Number.parseInt(size, 16)
      this.#totalBytes += this.#chunkLeftBytes
      if (this.#totalBytes > this.#largestBytes) throw tooLarge(this.#largestBytes)
      this.#expects = this.#chunkLeftBytes === 0 ? 'trailer' : 'data'
    } else if (this.#expects === 'data-end') {
      if (line !== '') throw malformed()
      this.#expects = 'size'
    } else if (line === '') {
      this.#expects = 'nothing'
    } else if (++this.#trailers > mostTrailers) {
      throw new RequestRefused(431, `more than ${mostTrailers} trailers`)
    }
  }
}

function malformed(): RequestRefused {
  return new RequestRefused(400, 'the chunked coding is malformed')
}

function tooLarge(largestBytes: number): RequestRefused {
  return new RequestRefused(413, `a body may have ${largestBytes} bytes`)
}

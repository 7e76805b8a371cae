import { MalformedAnswer } from './answerHead.ts'

/** With its extensions, which mean nothing to us. */
const longestLineBytes = 4 * 1024
const longestTrailersBytes = 16 * 1024
const lineFeed = 10
const carriageReturn = 13

/** Takes the chunks of a body apart (RFC 9112, section 7.1), however the bytes are cut. */
export class ChunkedBody {
  readonly pieces: Buffer[] = []
  lengthBytes = 0
  #state: 'size' | 'data' | 'dataEnd' | 'trailers' | 'whole' = 'size'
  #line = ''
  #leftBytes = 0
  #trailersBytes = 0

  get isWhole(): boolean {
    return this.#state === 'whole'
  }

  /** Copies what it keeps. Returns where in `bytes` it stopped: behind the last of them, or behind the body. */
  take(bytes: Buffer, from: number): number {
    let at = from
    while (at < bytes.length && this.#state !== 'whole')
      at = this.#state === 'data' ? this.#data(bytes, at) : this.#lineOf(bytes, at)
    return at
  }

  #data(bytes: Buffer, at: number): number {
    const end = Math.min(bytes.length, at + this.#leftBytes)
    this.pieces.push(Buffer.from(bytes.subarray(at, end)))
    this.lengthBytes += end - at
    this.#leftBytes -= end - at
    if (this.#leftBytes === 0) this.#state = 'dataEnd'
    return end
  }

  #lineOf(bytes: Buffer, at: number): number {
    const found = bytes.indexOf(lineFeed, at)
    const end = found < 0 ? bytes.length : found
    this.#line += bytes.toString('latin1', at, end)
    if (this.#line.length > longestLineBytes)
      throw new MalformedAnswer('the server sent a line of a chunk that has no end')
    if (found < 0) return end
    if (this.#line.charCodeAt(this.#line.length - 1) !== carriageReturn)
      throw new MalformedAnswer('the server sent a line of a chunk that ends without a carriage return')
    const line = this.#line.slice(0, -1)
    this.#line = ''
    this.#next(line)
    return found + 1
  }

  #next(line: string): void {
    switch (this.#state) {
      case 'size': {
        const [, digits] = /^([\da-f]{1,12})[ \t]*(?:;.*)?$/i.exec(line) ?? []
        if (digits === undefined) throw new MalformedAnswer('the server sent a chunk without a size')
        this.#leftBytes = Number.parseInt(digits, 16)
        this.#state = this.#leftBytes === 0 ? 'trailers' : 'data'
        return
      }
      case 'dataEnd':
        if (line !== '') throw new MalformedAnswer('the server sent a chunk that is longer than its size')
        this.#state = 'size'
        return
      default:
        this.#trailersBytes += line.length
        if (this.#trailersBytes > longestTrailersBytes)
          throw new MalformedAnswer('the server sent trailers that have no end')
        if (line === '') this.#state = 'whole'
    }
  }
}

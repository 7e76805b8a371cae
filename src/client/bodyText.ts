import { isHugeJson } from './hugeJson.ts'

/** The most of a body that is read into memory: an answer is kilobytes, a hostile one has no end. */
const largestBodyBytes = 16 * 1024 * 1024

/** A body that cannot be read, or must not be. `reason` is the failure's. */
export class Unreadable extends Error {
  override readonly name = 'Unreadable'
  readonly reason: 'too_large' | 'bad_json' | 'content_encoding'

  constructor(reason: Unreadable['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

/**
 * A JSON body as it comes, made into text. An answer has to be UTF-8 (RFC 8259, section 8.1): one that is not would be
 * a text with holes. The words of an error are taken as they are.
 */
export class BodyText {
  readonly #strict: boolean
  /** Most bodies are one piece, and need no decoder of their own. */
  #only: Uint8Array | undefined
  #decoder: TextDecoder | undefined
  #text = ''
  #bytes = 0

  constructor(strict: boolean) {
    this.#strict = strict
  }

  /** Takes the next piece. Throws `Unreadable`. */
  add(piece: Uint8Array): void {
    this.#bytes += piece.length
    if (this.#bytes > largestBodyBytes)
      throw new Unreadable('too_large', `the body is larger than ${largestBodyBytes} bytes`)
    if (this.#bytes === piece.length) {
      this.#only = piece
      return
    }
    if (this.#decoder === undefined) {
      this.#decoder = new TextDecoder('utf-8', { fatal: this.#strict })
      if (this.#only !== undefined) this.#text = this.#decode(this.#decoder, this.#only, true)
      this.#only = undefined
    }
    this.#text += this.#decode(this.#decoder, piece, true)
  }

  /** The whole text; there are no more pieces. Throws `Unreadable`. */
  end(): string {
    const decoder = this.#decoder ?? (this.#strict ? strictDecoder : lenientDecoder)
    const text = this.#text + this.#decode(decoder, this.#only, false)
    if (isHugeJson(text)) throw new Unreadable('too_large', 'the body holds more, or nests deeper, than any answer')
    return text
  }

  /** What has come of the words of an error; nothing of what is no words. */
  soFar(): string {
    try {
      return this.end()
    } catch {
      return ''
    }
  }

  #decode(decoder: TextDecoder, bytes: Uint8Array | undefined, stream: boolean): string {
    try {
      return stream ? decoder.decode(bytes, { stream }) : decoder.decode(bytes)
    } catch {
      throw new Unreadable('bad_json', 'the body is not UTF-8')
    }
  }
}

const strictDecoder = new TextDecoder('utf-8', { fatal: true })
const lenientDecoder = new TextDecoder()

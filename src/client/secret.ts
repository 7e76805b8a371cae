import { inspect } from 'node:util'
import { KeyPieces, shortestPiece } from '../protocol/secrets/keyPieces.ts'

const redacted = '[redacted]'

/** What is longer is searched for the whole key only, in UTF-16 units; of such a text only the start is ever quoted. */
const longestSearched = 65_536

/** A key that cannot be printed by accident: strings, JSON, logs and stack traces show `[redacted]`. */
export class Secret {
  readonly #value: string
  readonly #hidden: readonly string[]
  #pieces: KeyPieces | undefined
  #bearer: string | undefined

  /** `others` are hidden like the key itself: what else is sent with it and is nobody's business. */
  constructor(value: string, others: readonly string[] = []) {
    this.#value = value
    this.#hidden = [value, ...others].filter((each) => each !== '')
  }

  /** What stands in the Authorization header: one text for all requests. Only the code that writes it calls this. */
  get bearer(): string {
    return (this.#bearer ??= `Bearer ${this.#value}`)
  }

  /** The key itself. */
  reveal(): string {
    return this.#value
  }

  /** Takes the key out of any text, and every piece of it of 8 characters or more: upstream error bodies echo it. */
  scrub(text: string): string {
    const scrubbed = this.#hidden.reduce((rest, value) => rest.replaceAll(value, redacted), text)
    if (scrubbed.length > longestSearched || scrubbed.length < shortestPiece) return scrubbed
    this.#pieces ??= new KeyPieces(...this.#hidden)
    return this.#pieces.replaceIn(scrubbed, redacted)
  }

  toString(): string {
    return redacted
  }

  toJSON(): string {
    return redacted
  }

  [inspect.custom](): string {
    return redacted
  }
}

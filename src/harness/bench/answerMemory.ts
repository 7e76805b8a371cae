import { factsOf, type AnswerFacts } from './bareAnswer.ts'

/** A longer one is read each time: to keep it would cost more than to read it. */
const longestBytes = 16 * 1024

/**
 * Reads answers. A server that is made for load answers the same each time: what is, byte for byte, the answer before it is not
 * parsed again, which takes a seventh of all that a call costs.
 */
export class AnswerMemory {
  #status = 0
  #bytes = Buffer.alloc(0)
  #facts: AnswerFacts | undefined

  /** The bytes may be overwritten as soon as this returns. */
  read(status: number, bytes: Buffer): AnswerFacts {
    if (this.#facts !== undefined && status === this.#status && bytes.equals(this.#bytes)) return this.#facts
    const facts = factsOf(status, bytes.toString())
    if (bytes.length > longestBytes) return facts
    this.#status = status
    this.#bytes = Buffer.from(bytes)
    this.#facts = facts
    return facts
  }
}

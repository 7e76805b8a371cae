import { inspect } from 'node:util'
import { SecretRuns } from './secretRuns.ts'

const redacted = '[redacted]'

/** A key that cannot be printed by accident: strings, JSON, logs and stack traces show `[redacted]`. */
export class Secret {
  readonly #value: string
  #runs: SecretRuns | undefined

  constructor(value: string) {
    this.#value = value
  }

  /** The key itself. Only the code that writes the Authorization header calls this. */
  reveal(): string {
    return this.#value
  }

  /**
   * Takes the key out of any text, and every piece of it that is 8 characters or longer: upstream error bodies echo it,
   * whole, cut or as Base64. Fewer characters stay: providers show the first and the last few to tell keys apart.
   */
  scrub(text: string): string {
    if (this.#value === '') return text
    this.#runs ??= new SecretRuns(this.#value)
    return this.#runs.replaced(text.replaceAll(this.#value, redacted), redacted)
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

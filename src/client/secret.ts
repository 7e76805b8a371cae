import { inspect } from 'node:util'

const redacted = '[redacted]'

/** A key that cannot be printed by accident: strings, JSON, logs and stack traces show `[redacted]`. */
export class Secret {
  readonly #value: string

  constructor(value: string) {
    this.#value = value
  }

  /** The key itself. Only the code that writes the Authorization header calls this. */
  reveal(): string {
    return this.#value
  }

  /** Takes the key out of any text: upstream error bodies echo it. */
  scrub(text: string): string {
    return this.#value === '' ? text : text.replaceAll(this.#value, redacted)
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

import { jsonStrings, type JsonString } from './jsonStrings.ts'
import { KeyPieces } from './keyPieces.ts'
import { mayHoldEscapes, readableOf } from './readable.ts'
import { privateFields, secretPatterns } from './secretPatterns.ts'

/** Shorter ones are words: to take them out would spoil answers, and protect nobody. */
const shortestSecret = 4

/** So many are known at a time; the oldest go first. An exchange learns its own when it begins. */
const mostSecrets = 1_000

const filler = (found: string) => '*'.repeat(found.length)

/**
 * Takes secrets out of texts and bodies: those it was told of, whole, in pieces of 8 characters and however they are
 * written, and whatever looks like one. As many letters stand in their place, so that lengths, the pieces of a body and
 * the JSON around them stay as they were.
 */
export class Redactor {
  readonly #secrets = new Set<string>()
  #pieces: KeyPieces | undefined

  learn(...secrets: readonly string[]): void {
    for (const secret of secrets) {
      if (secret.length < shortestSecret || this.#secrets.has(secret)) continue
      this.#secrets.add(secret)
      this.#pieces = undefined
    }
    for (const oldest of this.#secrets) {
      if (this.#secrets.size <= mostSecrets) break
      this.#secrets.delete(oldest)
    }
  }

  text(text: string): string {
    let rest = text
    for (const secret of this.#secrets) rest = rest.replaceAll(secret, filler)
    this.#pieces ??= new KeyPieces(...this.#secrets)
    rest = withoutPatterns(this.#pieces.replaceIn(rest, filler))
    return mayHoldEscapes(rest) ? withoutEscapedPatterns(rest) : rest
  }

  /**
   * A body, byte for byte as long as it was. A stream says a text in many small pieces: the strings of one name are also
   * looked at as one.
   */
  body(bytes: Uint8Array): Buffer {
    // One character a byte; what is secret is ASCII, or percent-encoded.
    const whole = this.text(Buffer.from(bytes).toString('latin1'))
    return Buffer.from(this.#strings(whole), 'latin1')
  }

  #strings(body: string): string {
    const strings = [...jsonStrings(body)]
    const isPrivate = strings.filter(({ name }) => privateFields.test(name))
    let redacted = replaced(
      body,
      isPrivate.map(({ from, to }) => ({ from, text: '*'.repeat(to - from) })),
    )
    for (const ofName of Map.groupBy(strings, ({ name }) => name).values()) {
      const choices = Map.groupBy(ofName, ({ indexes }) => indexes)
      redacted = this.#asOne(ofName, redacted)
      // Choices come in turns.
      if (choices.size > 1) for (const choice of choices.values()) redacted = this.#asOne(choice, redacted)
    }
    return redacted
  }

  #asOne(strings: readonly JsonString[], body: string): string {
    // One alone was looked at with the whole body.
    if (strings.length < 2) return body
    const joined = strings.map(({ from, to }) => body.slice(from, to)).join('')
    const clean = this.text(joined)
    if (clean === joined) return body
    let taken = 0
    return replaced(
      body,
      strings.map(({ from, to }) => ({ from, text: clean.slice(taken, (taken += to - from)) })),
    )
  }
}

/** The text with others in place of its parts, each as long as what it replaces, in their order. */
export function replaced(text: string, parts: readonly { readonly from: number; readonly text: string }[]): string {
  if (parts.length === 0) return text
  const pieces: string[] = []
  let copiedTo = 0
  for (const part of parts) {
    pieces.push(text.slice(copiedTo, part.from), part.text)
    copiedTo = part.from + part.text.length
  }
  return [...pieces, text.slice(copiedTo)].join('')
}

function withoutPatterns(text: string): string {
  return secretPatterns.reduce((rest, pattern) => replaced(rest, secretsIn(rest, pattern)), text)
}

/** What only shows once its letters are read: `\u0073k-…`. */
function withoutEscapedPatterns(text: string): string {
  const readable = readableOf(text)
  return secretPatterns.reduce((rest, pattern) => {
    const parts = secretsIn(readable.text, pattern).map((part) => {
      const [from, to] = [readable.startOf(part.from), readable.startOf(part.from + part.text.length)]
      return { from, text: '*'.repeat(to - from) }
    })
    return replaced(rest, parts)
  }, text)
}

function secretsIn(text: string, pattern: RegExp): { from: number; text: string }[] {
  return Array.from(text.matchAll(pattern), (match) => {
    const secret = match.groups?.['secret'] ?? match[0]
    // A secret may be a part of its own name: it is the last thing in what was found, but for the @ of a URL.
    return { from: match.index + match[0].lastIndexOf(secret), text: filler(secret) }
  })
}

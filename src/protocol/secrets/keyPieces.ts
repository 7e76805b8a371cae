import { asItIs, lowerCase, mayHoldEscapes, readableOf, type Readable } from './readable.ts'

/** Pieces of a key that are shorter give nothing away: half of them are the provider's prefix. */
export const shortestPiece = 8

const bitsOfLetter = 6
const lowBits = (1 << bitsOfLetter) - 1
/** Numbers of 32 bits each. A typed array lies outside the heap, and to make one takes longer than to read a key. */
const noPairs: readonly number[] = Array.from({ length: 1 << (2 * bitsOfLetter - 5) }, () => 0)

/** Finds keys in texts: whole or in pieces, in capitals or not, with letters escaped, and as Base64. */
export class KeyPieces {
  /** The keys in each way in which they may be written, in lower case. */
  readonly #written: readonly string[]
  /** Made when a text may hold one: most never do. */
  #pieces: Set<string> | undefined
  /** By the low bits of two small letters, a bit: whether they stand beside each other in some piece. */
  readonly #pairs = noPairs.slice()

  constructor(...keys: readonly string[]) {
    const written = new Set<string>()
    for (const key of keys) {
      written.add(lowerCase(key))
      // What looks like an escape may stand in the key itself.
      if (mayHoldEscapes(key)) written.add(readableOf(key).text)
      for (const text of encoded(key)) written.add(lowerCase(text))
    }
    this.#written = Array.from(written).filter(({ length }) => length >= shortestPiece)
    for (const text of this.#written) this.#markPairs(text)
  }

  /** The text with `substitute` in the place of every piece, or with what it makes of what was found. */
  replaceIn(text: string, substitute: string | ((found: string) => string)): string {
    if (this.#written.length === 0 || text.length < shortestPiece) return text
    const instead = typeof substitute === 'string' ? () => substitute : substitute
    // Escapes first, and whole: half of one would spoil the JSON around it.
    const plain = mayHoldEscapes(text) ? this.#replace(text, readableOf(text), instead) : text
    return this.#replace(plain, asItIs(plain), instead)
  }

  #markPairs(text: string): void {
    for (let index = 0; index + 1 < text.length; index += 1) {
      const pair = pairOf(text.charCodeAt(index), text.charCodeAt(index + 1))
      this.#pairs[pair >> 5]! |= 1 << (pair & 31)
    }
  }

  /**
   * A look that costs next to nothing, as most texts hold no key: where two letters stand that never do in a piece, none
   * lies over them, and the search goes on behind the first of the two (Wu and Manber, 1994).
   */
  #mayHoldPiece(text: string): boolean {
    for (let index = 0; index + shortestPiece <= text.length;) {
      let offset = shortestPiece - 2
      while (offset >= 0 && this.#isPair(text, index + offset)) offset -= 1
      if (offset < 0) return true
      index += offset + 1
    }
    return false
  }

  #isPair(text: string, index: number): boolean {
    const pair = pairOf(text.charCodeAt(index), text.charCodeAt(index + 1))
    return (this.#pairs[pair >> 5]! & (1 << (pair & 31))) !== 0
  }

  #replace(text: string, { text: readable, startOf }: Readable, instead: (found: string) => string): string {
    if (!this.#mayHoldPiece(readable)) return text
    let result = ''
    let copiedTo = 0
    for (let index = 0; index + shortestPiece <= readable.length; index += 1) {
      if (!this.#beginsAt(readable, index)) continue
      const foundAt = startOf(index)
      result += text.slice(copiedTo, foundAt)
      while (this.#beginsAt(readable, index + 1)) index += 1
      index += shortestPiece - 1
      copiedTo = startOf(index + 1)
      result += instead(text.slice(foundAt, copiedTo))
    }
    return copiedTo === 0 ? text : result + text.slice(copiedTo)
  }

  #beginsAt(text: string, index: number): boolean {
    const pieces = (this.#pieces ??= piecesOf(this.#written))
    return pieces.has(text.slice(index, index + shortestPiece))
  }
}

function piecesOf(written: readonly string[]): Set<string> {
  const pieces = new Set<string>()
  for (const text of written) {
    for (let index = 0; index + shortestPiece <= text.length; index += 1)
      pieces.add(text.slice(index, index + shortestPiece))
  }
  return pieces
}

function pairOf(first: number, second: number): number {
  return ((first & lowBits) << bitsOfLetter) | (second & lowBits)
}

/** The key as Base64 and Base64url, wherever in the encoded text it begins: `Bearer …` and `user:…` are encoded too. */
function encoded(key: string): string[] {
  const bytes = Buffer.from(`\0\0${key}`)
  const texts: string[] = []
  for (let before = 0; before <= 2; before += 1) {
    const text = bytes.toString('base64', 2 - before)
    // The letters at both ends hold bits of its neighbours.
    const own = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length - 2) * 8) / 6))
    texts.push(own)
    if (/[+/]/.test(own)) texts.push(own.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return texts
}

import { asItIs, lowerCase, mayHoldEscapes, readableOf, type Readable } from './readable.ts'

/** Pieces of a key that are shorter give nothing away: half of them are the provider's prefix. */
const shortestPiece = 8

/** Finds keys in texts: whole or in pieces, in capitals or not, with letters escaped, and as Base64. */
export class KeyPieces {
  readonly #pieces = new Set<string>()

  constructor(...keys: readonly string[]) {
    // What looks like an escape may stand in the key itself.
    for (const text of new Set(
      keys.flatMap((key) => [lowerCase(key), readableOf(key).text, ...encoded(key).map(lowerCase)]),
    )) {
      for (let index = 0; index + shortestPiece <= text.length; index += 1)
        this.#pieces.add(text.slice(index, index + shortestPiece))
    }
  }

  /** The text with `substitute` in the place of every piece, or with what it makes of what was found. */
  replaceIn(text: string, substitute: string | ((found: string) => string)): string {
    if (this.#pieces.size === 0 || text.length < shortestPiece) return text
    const instead = typeof substitute === 'string' ? () => substitute : substitute
    // Escapes first, and whole: half of one would spoil the JSON around it.
    const plain = mayHoldEscapes(text) ? this.#replace(text, readableOf(text), instead) : text
    return this.#replace(plain, asItIs(plain), instead)
  }

  #replace(text: string, { text: readable, startOf }: Readable, instead: (found: string) => string): string {
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
    return this.#pieces.has(text.slice(index, index + shortestPiece))
  }
}

/** The key as Base64 and Base64url, wherever in the encoded text it begins: `Bearer …` and `user:…` are encoded too. */
function encoded(key: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const text = Buffer.from('\0'.repeat(before) + key).toString('base64')
    // The letters at both ends hold bits of its neighbours.
    const own = text.slice(Math.ceil((before * 8) / 6), Math.floor(((before + Buffer.byteLength(key)) * 8) / 6))
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')]
  })
}

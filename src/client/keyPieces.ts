/** Pieces of a key that are shorter give nothing away: half of them are the provider's prefix. */
const shortestPiece = 8

/** Percent signs (of percent signs), JSON's and XML's escapes: as a letter of a key may be written. */
const escapes = /%(?:25)*([\da-f]{2})|\\+u([\da-f]{4})|\\+x([\da-f]{2})|&#x([\da-f]{1,4});|&#(\d{1,5});|\\+(.)/gi

/** A text as a person would read it, in lower case, and where each letter of it stands. */
interface Readable {
  readonly text: string
  readonly startOf: (index: number) => number
}

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

  /** The text with `substitute` in the place of every piece. */
  replaceIn(text: string, substitute: string): string {
    if (this.#pieces.size === 0 || text.length < shortestPiece) return text
    // Escapes first, and whole: half of one would spoil the JSON around it.
    const plain = mayHoldEscapes.test(text) ? this.#replace(text, readableOf(text), substitute) : text
    return this.#replace(plain, asItIs(plain), substitute)
  }

  #replace(text: string, { text: readable, startOf }: Readable, substitute: string): string {
    let result = ''
    let copiedTo = 0
    for (let index = 0; index + shortestPiece <= readable.length; index += 1) {
      if (!this.#beginsAt(readable, index)) continue
      result += text.slice(copiedTo, startOf(index)) + substitute
      while (this.#beginsAt(readable, index + 1)) index += 1
      index += shortestPiece - 1
      copiedTo = startOf(index + 1)
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

const mayHoldEscapes = /[%\\&]/

function asItIs(text: string): Readable {
  return { text: lowerCase(text), startOf: (index) => index }
}

function readableOf(text: string): Readable {
  const starts: number[] = []
  let readable = ''
  let readTo = 0
  const read = (letters: string, at: number, isEscape: boolean) => {
    for (let index = 0; index < letters.length; index += 1) starts.push(isEscape ? at : at + index)
    readable += letters
  }
  for (const escape of text.matchAll(escapes)) {
    const [whole, percent, unicode, hex, xmlHex, xml, other] = escape
    read(text.slice(readTo, escape.index), readTo, false)
    const digits = percent ?? unicode ?? hex ?? xmlHex
    const code = digits === undefined ? Number(xml) : Number.parseInt(digits, 16)
    read(other ?? String.fromCharCode(code), escape.index, true)
    readTo = escape.index + whole.length
  }
  read(text.slice(readTo), readTo, false)
  return { text: lowerCase(readable), startOf: (index) => starts[index] ?? text.length }
}

/** ASCII only, as keys are: other letters may change their length. */
function lowerCase(text: string): string {
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

/** Percent signs (of percent signs), JSON's and XML's escapes: as a letter of a key may be written. */
const escapes = /%(?:25)*([\da-f]{2})|\\+u([\da-f]{4})|\\+x([\da-f]{2})|&#x([\da-f]{1,4});|&#(\d{1,5});|\\+(.)/gi

/** A text as a person would read it, in lower case, and where each letter of it stands. */
export interface Readable {
  readonly text: string
  readonly startOf: (index: number) => number
}

export function mayHoldEscapes(text: string): boolean {
  return /[%\\&]/.test(text)
}

export function asItIs(text: string): Readable {
  return { text: lowerCase(text), startOf: (index) => index }
}

export function readableOf(text: string): Readable {
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

/** No letter changes its place: where one would become longer (İ), only ASCII is changed, as keys are. */
export function lowerCase(text: string): string {
  const lower = text.toLowerCase()
  if (lower.length === text.length) return lower
  return text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())
}

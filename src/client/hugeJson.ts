/** Shorter documents cannot do harm, however they are built; almost every answer is. In UTF-16 units. */
const harmlessUnits = 16 * 1024

/** Chat documents nest about ten deep; each level costs a parser far more than the character that opens it. */
const deepestNesting = 512

/** Objects, arrays and their members. A character on the wire can become a hundred bytes of memory. */
const mostMembers = 1_000_000

const quote = 0x22
const backslash = 0x5c
const comma = 0x2c
const openBracket = 0x5b
const closeBracket = 0x5d
const openBrace = 0x7b
const closeBrace = 0x7d

/**
 * True for JSON that is built to exhaust whoever parses it: a million levels deep, or millions of empty objects. It
 * looks at the brackets and commas outside strings, and so takes a hundredth of the parser's time on such a text.
 */
export function isHugeJson(text: string): boolean {
  if (text.length <= harmlessUnits) return false
  let depth = 0
  let members = 0
  for (let index = 0; index < text.length; index += 1) {
    switch (text.charCodeAt(index)) {
      case quote:
        index = endOfString(text, index)
        break
      case openBracket:
      case openBrace:
        depth += 1
        members += 1
        if (depth > deepestNesting || members > mostMembers) return true
        break
      case closeBracket:
      case closeBrace:
        depth -= 1
        break
      case comma:
        members += 1
        if (members > mostMembers) return true
        break
    }
  }
  return false
}

/** The index of the quote that closes the string opened at `start`, or the text's end. */
function endOfString(text: string, start: number): number {
  for (let index = start + 1; index < text.length; index += 1) {
    const unit = text.charCodeAt(index)
    if (unit === quote) return index
    if (unit === backslash) index += 1
  }
  return text.length
}

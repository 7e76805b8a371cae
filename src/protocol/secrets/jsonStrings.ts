/** A value between quotes. */
export interface JsonString {
  /** The name that stands before it; for members of a list the list's. */
  readonly name: string
  /** Every `"index": n` before it on its line: which choice, which tool call. */
  readonly indexes: string
  /** Where its content begins and ends, quotes excluded. */
  readonly from: number
  readonly to: number
}

const longestName = 100
const indexValue = /[ \t]{0,20}(\d{1,4})/y

/**
 * The strings of the JSON in a text: a document, or an event stream with one on each line. Made for texts of any kind and
 * any length: a line without its last quote (where a body was cut) ends its string, and what is no JSON gives some
 * strings that are none.
 */
export function* jsonStrings(text: string): Iterable<JsonString> {
  let name = ''
  let indexes: string[] = []
  let lineEnd = -1
  let open = text.indexOf('"')
  while (open !== -1) {
    if (open > lineEnd) {
      lineEnd = text.indexOf('\n', open)
      if (lineEnd === -1) lineEnd = text.length
      indexes = []
    }
    const close = Math.min(closingQuote(text, open + 1), lineEnd)
    const after = colonAfter(text, close + 1)
    if (after === undefined) {
      yield { name, indexes: indexes.join(), from: open + 1, to: close }
    } else {
      name = text.slice(open + 1, Math.min(close, open + longestName))
      indexValue.lastIndex = after
      const index = name === 'index' ? indexValue.exec(text)?.[1] : undefined
      if (index !== undefined) indexes.push(index)
    }
    open = text.indexOf('"', close + 1)
  }
}

function closingQuote(text: string, from: number): number {
  for (let quote = text.indexOf('"', from); quote !== -1; quote = text.indexOf('"', quote + 1)) {
    let backslashes = 0
    while (text[quote - 1 - backslashes] === '\\' && quote - backslashes > from) backslashes += 1
    if (backslashes % 2 === 0) return quote
  }
  return text.length
}

/** What stands behind the colon of a name; undefined if no colon follows. */
function colonAfter(text: string, from: number): number | undefined {
  let at = from
  while (text[at] === ' ' || text[at] === '\t') at += 1
  return text[at] === ':' ? at + 1 : undefined
}

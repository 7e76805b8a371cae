export type Fields = Readonly<Record<string, unknown>>

/** How far errors are followed into errors: a gateway behind a gateway behind a gateway. */
const mostLevels = 4

/** JSON inside a string is parsed up to here, in UTF-16 units. */
const longestQuote = 65_536

/**
 * The errors that a document holds, the innermost first: gateways wrap what they were told, as an object or as JSON in
 * a string. A document without an envelope is its own error.
 */
export function errorsIn(document: Fields, levels = mostLevels): Fields[] {
  const held = heldBy(document)
  const inner = typeof held === 'string' ? (quoted(held) ?? { message: held }) : held
  if (inner === undefined || levels === 0) return [document]
  // Without words of its own an envelope adds nothing but its number: OpenRouter's `code`, or a bare `status`.
  return [...errorsIn(inner, levels - 1), document]
}

/** What stands where errors stand: `error`, `errors`, `detail`, a choice's own, the quote of a provider. */
function heldBy(document: Fields): Fields | string | undefined {
  const { error, errors, detail, choices } = document
  const quote = textOf(objectAt(document, 'metadata')?.['raw'])
  if (quote !== '') return quote
  const ownOfChoice: unknown = Array.isArray(choices) ? (choices[0] as Fields | null | undefined)?.['error'] : undefined
  for (const candidate of [error, firstOf(errors), firstOf(detail), ownOfChoice]) {
    if (isObject(candidate)) return candidate
    if (typeof candidate === 'string' && candidate !== '') return candidate
  }
  const message = textOf(document['message'])
  return message.includes('{"') && quoted(message) !== undefined ? message : undefined
}

/** The JSON object inside a string, whatever stands around it: `[400]: {"error":{…}} (reset after 30s)`. */
function quoted(text: string): Fields | undefined {
  const start = text.indexOf('{"')
  if (start === -1 || text.length > longestQuote) return undefined
  return parsedObject(text.slice(start, text.lastIndexOf('}') + 1))
}

/** A JSON object, or the first of a list of error envelopes (Google’s); undefined for anything else. Never throws. */
export function parsedObject(text: string): Fields | undefined {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    return undefined
  }
  if (Array.isArray(parsed)) {
    const first: unknown = parsed[0]
    return isObject(first) && isObject(first['error']) ? first : undefined
  }
  return isObject(parsed) ? parsed : undefined
}

export function objectAt(fields: Fields, name: string): Fields | undefined {
  const value = fields[name]
  return isObject(value) ? value : undefined
}

/** A string, or the first of a list of strings; FastAPI lists objects with a `msg`. Empty for anything else. */
export function textOf(value: unknown): string {
  const first = firstOf(value)
  return typeof first === 'string' ? first : ''
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : value
}

export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

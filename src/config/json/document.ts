import { Problem } from '../../harness/problem.ts'
import { messages } from '../../messages/index.ts'
import { dotted, type PlaceOf } from '../place.ts'
import { NotJson, readJson, type JsonDocument } from './readJson.ts'

const words = messages.errors.script
const script = 'script'

/** A JSON file that a user wrote, or was given. */
export interface UserDocument {
  readonly value: unknown
  /** The file, with the line. */
  readonly placeOf: PlaceOf
  /** Throws a `Problem` for a key that stands twice in one object. Asked last: it looks at the whole text again. */
  readonly refuseKeyTwice: () => void
}

/** `file` is what an error calls it, `noun` what it is. Throws a `Problem` for what is no text in UTF-8. */
export function decoded(bytes: Uint8Array, file: string, noun = script): string {
  try {
    // Takes a byte order mark away, too: editors on Windows leave one.
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (error) {
    throw new Problem('usage', words.notText(file, noun), { cause: error })
  }
}

/** Throws a `Problem` for what is no JSON. */
export function readDocument(text: string, file: string, noun = script): UserDocument {
  const document = documentOf(text, file, noun)
  const placeOf: PlaceOf = (keys) => {
    const line = document.lineOf(keys)
    return line === undefined ? file : `${file}:${line}`
  }
  return {
    value: document.value,
    placeOf,
    refuseKeyTwice: () => {
      const twice = document.keyTwice()
      if (twice !== undefined) throw new Problem('usage', words.keyTwice(dotted(twice.keys), file, twice.lines))
    },
  }
}

function documentOf(text: string, file: string, noun: string): JsonDocument {
  try {
    return readJson(text)
  } catch (error) {
    if (!(error instanceof NotJson)) throw error
    const { line, column } = error.position
    const place = words.notJson(`${file}:${line}:${column}`, error.expected, error.found, noun)
    throw new Problem('usage', place, { cause: error })
  }
}

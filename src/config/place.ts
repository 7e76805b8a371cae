import { messages } from '../messages/index.ts'
import type { Keys } from './json/scanJson.ts'

/**
 * Says where something stands, for an error: the file, with the line where that is known. A JSON text is looked up by
 * the keys; TypeScript by `word`, a name or a value that may stand there literally.
 */
export type PlaceOf = (keys: Keys, word?: string) => string

const longestKey = 80

/** `targets.mine.open`, `scenarios[0].upstream.models["a b"]`. */
export function dotted(keys: Keys): string {
  if (keys.length === 0) return messages.errors.config.whole
  return keys.map((key, index) => (typeof key === 'number' ? `[${key}]` : named(key, index === 0))).join('')
}

function named(key: string, isFirst: boolean): string {
  const short = key.length <= longestKey ? key : `${key.slice(0, longestKey)}…`
  if (!/^[\w$-]+$/.test(short)) return `[${JSON.stringify(short)}]`
  return isFirst ? short : `.${short}`
}

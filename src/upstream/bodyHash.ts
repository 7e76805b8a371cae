import { shortHash } from './shortHash.ts'

/** Of the bodies that came last: retries send the same ones again, and so do thousands of runs. */
const known = new Map<string, string>()
const mostKnown = 4_000
const longestKnown = 1_024

/** The hash by which a history knows a body again. */
export function bodyHashOf(text: string): string {
  const before = known.get(text)
  if (before !== undefined) return before
  const hash = shortHash(text)
  if (text.length > longestKnown) return hash
  if (known.size >= mostKnown) known.clear()
  known.set(text, hash)
  return hash
}

import type { Usage } from '../protocol/chat.ts'

type Fields = Readonly<Record<string, unknown>>

const deepest = 3
/** Counts that a gateway writes as text are no good to anybody, but show that there were some. */
const numeric = /^-?[\d.,]{1,20}$/

/**
 * The provider's counts as it words them: `usage` goes into events and logs, so whatever else a server put into it (a
 * sentence, a list, an echo of the request) is left out. Null if it is no object.
 */
export function usageIn(usage: unknown): Usage | null {
  if (typeof usage !== 'object' || usage === null || Array.isArray(usage)) return null
  return (isCounts(usage as Fields, deepest) ? usage : countsOf(usage as Fields, deepest)) as Usage
}

/** It mostly is nothing but counts: then there is nothing to copy. */
function isCounts(fields: Fields, depth: number): boolean {
  for (const name in fields) if (!isCount(fields[name], depth)) return false
  return true
}

function isCount(value: unknown, depth: number): boolean {
  if (typeof value === 'object' && value !== null)
    return depth > 0 && !Array.isArray(value) && isCounts(value as Fields, depth - 1)
  return typeof value !== 'string' || numeric.test(value)
}

function countsOf(fields: Fields, depth: number): Fields {
  const counts: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (isCount(value, depth)) counts[name] = value
    else if (depth > 0 && typeof value === 'object' && !Array.isArray(value))
      counts[name] = countsOf(value as Fields, depth - 1)
  }
  return counts
}

/** A message is looked at up to here, in UTF-16 units: an upstream may send megabytes. */
const longestLookedAt = 2_000

/** What asks for more than this only in prose is not believed. */
const longestHintMs = 24 * 3_600_000

const asks =
  /\b(?:try(?:ing)? again|retry|resets?|wait)(?: your request)?(?: (?:in|after|at|for|about|at least)){1,2} /gi

const compact =
  /(?:(\d{1,6})h)?(?:(\d{1,6})m(?!s))?(?:(\d{1,9}(?:\.\d{1,9})?)s)?(?:(\d{1,9}(?:\.\d{1,9})?)ms)?(?![\w.]\w)/y
const spelled = /(\d{1,9}(?:\.\d{1,9})?) ?(millisecond|ms\b|second|sec\b|secs\b|minute|min\b|mins\b|hour)/iy
const instant = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z/y

/**
 * The wait that an error names in its sentence alone, in ms from now: "Please try again in 6m0s", "please try again after
 * 1 seconds", "resets at 2026-05-15T15:00:00Z". It is a floor for the backoff and nothing more: Kimi says "1 seconds" to
 * callers that it refuses for a minute (kimi-cc#16). Undefined if there is none, or if it is not within a day.
 */
export function hintedWait(message: string, epochMs: number): number | undefined {
  const text = message.slice(0, longestLookedAt)
  for (const match of text.matchAll(asks)) {
    const from = match.index + match[0].length
    const waitMs = spelledMs(text, from) ?? compactMs(text, from) ?? untilMs(text, from, epochMs)
    if (waitMs !== undefined) return waitMs > 0 && waitMs <= longestHintMs ? waitMs : undefined
  }
  return undefined
}

function at(pattern: RegExp, text: string, from: number): RegExpExecArray | null {
  pattern.lastIndex = from
  return pattern.exec(text)
}

function compactMs(text: string, from: number): number | undefined {
  const parts = at(compact, text, from)
  if (parts === null || parts[0] === '') return undefined
  const [, hours = 0, minutes = 0, seconds = 0, ms = 0] = parts
    .map(Number)
    .map((part) => (Number.isNaN(part) ? 0 : part))
  return hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + ms
}

const unitMs = [
  ['ms', 1],
  ['milli', 1],
  ['sec', 1_000],
  ['min', 60_000],
  ['hour', 3_600_000],
] as const

function spelledMs(text: string, from: number): number | undefined {
  const parts = at(spelled, text, from)
  if (parts === null) return undefined
  const unit = parts[2]!.toLowerCase()
  return Number(parts[1]) * unitMs.find(([start]) => unit.startsWith(start))![1]
}

function untilMs(text: string, from: number, epochMs: number): number | undefined {
  const dueMs = Date.parse(at(instant, text, from)?.[0] ?? '')
  return Number.isNaN(dueMs) ? undefined : dueMs - epochMs
}

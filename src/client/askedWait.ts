import type { TransportHeaders } from '../runtime/index.ts'
import { parseHttpDate } from './httpDate.ts'

/**
 * How long an answer asks to be left alone, in ms from now, or undefined if it does not (or says nothing that makes
 * sense: garbage, negative and past values count as absent). Precedence: `retry-after-ms`, `Retry-After` (seconds or
 * any HTTP date, RFC 9110 section 10.2.3), `RateLimit` (IETF draft), `x-ratelimit-reset*` (OpenAI's durations, epoch
 * seconds, ISO dates). However large, it is returned as it is: never coming early is the caller's business.
 */
export function askedWait(headers: TransportHeaders, epochMs: number): number | undefined {
  return (
    milliseconds(first(headers, 'retry-after-ms')) ??
    retryAfter(first(headers, 'retry-after'), headers, epochMs) ??
    rateLimitReset(first(headers, 'ratelimit')) ??
    exhaustedReset(headers, epochMs)
  )
}

/**
 * How long a good answer asks to be left alone, in ms from now: its `RateLimit` says that nothing remains (r=0). Retry-After
 * goes before its reset. OpenAI's headers say when a bucket is full again, long after it lets the next one through: not here.
 */
export function spentWindow(headers: TransportHeaders, epochMs: number): number | undefined {
  const resetMs = rateLimitReset(first(headers, 'ratelimit'))
  if (resetMs === undefined) return undefined
  return retryAfter(first(headers, 'retry-after'), headers, epochMs) ?? resetMs
}

function first(headers: TransportHeaders, name: string): string | undefined {
  const value = headers[name]
  return (Array.isArray(value) ? value[0] : value)?.trim()
}

function milliseconds(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+(\.\d+)?$/.test(value) ? finite(Number(value)) : undefined
}

/** Nobody asks for 31 years: so many seconds are an instant, counted from 1970. */
const longestDelaySeconds = 1e9

function retryAfter(value: string | undefined, headers: TransportHeaders, epochMs: number): number | undefined {
  if (value === undefined) return undefined
  if (/^\d+(\.\d+)?$/.test(value)) {
    const seconds = Number(value)
    return seconds > longestDelaySeconds ? resetWait(value, epochMs) : finite(inMs(seconds))
  }
  const dueMs = parseHttpDate(value)
  if (dueMs === undefined) return undefined
  // A server whose clock is off is off in both: its own Date is the better zero.
  const zeroMs = parseHttpDate(first(headers, 'date') ?? '') ?? epochMs
  return dueMs > zeroMs ? dueMs - zeroMs : undefined
}

/** `"default";r=0;t=7`: nothing remains, and the window resets in t seconds. Of several used up, the last to reset. */
function rateLimitReset(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const waits = value.split(',').flatMap((limit) => {
    const seconds = /;\s*r=0\b/.test(limit) ? /;\s*t=(\d+)\b/.exec(limit)?.[1] : undefined
    return seconds === undefined ? [] : [Number(seconds) * 1000]
  })
  return waits.length === 0 ? undefined : finite(Math.max(...waits))
}

const resetPairs = [
  ['x-ratelimit-remaining-requests', 'x-ratelimit-reset-requests'],
  ['x-ratelimit-remaining-tokens', 'x-ratelimit-reset-tokens'],
  ['x-ratelimit-remaining', 'x-ratelimit-reset'],
] as const

function exhaustedReset(headers: TransportHeaders, epochMs: number): number | undefined {
  let longestMs: number | undefined
  for (const [remaining, reset] of resetPairs) {
    if (first(headers, remaining) !== '0') continue
    const waitMs = resetWait(first(headers, reset) ?? '', epochMs)
    if (waitMs !== undefined) longestMs = Math.max(longestMs ?? waitMs, waitMs)
  }
  return longestMs
}

/**
 * "17ms", "3s", "6m0s", "1h2m3.5s"; epoch milliseconds (more than 10^11: OpenRouter); epoch seconds (more than 10^9);
 * plain seconds; ISO 8601.
 */
function resetWait(value: string, epochMs: number): number | undefined {
  if (/^\d+(\.\d+)?$/.test(value)) {
    const number = Number(value)
    const waitMs = number > 1e11 ? number - epochMs : number > 1e9 ? inMs(number) - epochMs : inMs(number)
    return waitMs > 0 ? finite(waitMs) : undefined
  }
  const parts = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/.exec(value)
  if (value !== '' && parts !== null) {
    const [, hours = 0, minutes = 0, seconds = 0, ms = 0] = parts
    return finite(Number(hours) * 3_600_000 + Number(minutes) * 60_000 + inMs(Number(seconds)) + Number(ms))
  }
  const dueMs = /^\d{4}-\d\d-\d\dT/.test(value) ? Date.parse(value) : NaN
  return dueMs > epochMs ? dueMs - epochMs : undefined
}

/** To the microsecond: 259.028 s are 259,028 ms, whatever doubles make of the product. */
function inMs(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e3
}

/** So many digits that they are infinite still ask for a wait: the longest that a number can count. */
function finite(waitMs: number): number {
  return Number.isFinite(waitMs) ? waitMs : Number.MAX_SAFE_INTEGER
}

/**
 * The ways in which a wait is written into headers of its own. `fractional-seconds` is not in RFC 9110, but in use: a wait
 * is meant. `contradictory` asks for the wait in `retry-after-ms` and for half a minute more in `Retry-After`: a client may
 * obey either, so that no more than the shorter one is owed.
 */
export const retryAfterForms = [
  'seconds',
  'fractional-seconds',
  'milliseconds',
  'imf-fixdate',
  'rfc850-date',
  'asctime-date',
  'contradictory',
] as const

const contradictedBySeconds = 30

/** The ways in which providers and RFCs write "come back in a while". */
export const renderings = [...retryAfterForms, 'ratelimit', 'reset-duration', 'reset-epoch', 'reset-iso'] as const

export type Rendering = (typeof renderings)[number]

/**
 * The headers that ask for `waitMs` of patience at wall time `epochMs`, and the wait that they then really ask for:
 * whole seconds round up, a date rounds to the next full second. Sources: RFC 9110 section 10.2.3 and 5.6.7 (dates),
 * draft-ietf-httpapi-ratelimit-headers, OpenAI's x-ratelimit headers, HolySheep's epoch.
 */
export function renderWait(
  waitMs: number,
  rendering: Rendering,
  epochMs: number,
): { headers: Record<string, string>; waitMs: number } {
  const seconds = Math.ceil(waitMs / 1000)
  const due = new Date(Math.ceil((epochMs + waitMs) / 1000) * 1000)
  const untilDueMs = due.getTime() - epochMs
  switch (rendering) {
    case 'seconds':
      return { headers: { 'retry-after': String(seconds) }, waitMs: seconds * 1000 }
    case 'fractional-seconds':
      return { headers: { 'retry-after': String(Math.ceil(waitMs) / 1000) }, waitMs: Math.ceil(waitMs) }
    case 'contradictory':
      return {
        headers: {
          'retry-after-ms': String(Math.ceil(waitMs)),
          'retry-after': String(seconds + contradictedBySeconds),
        },
        waitMs: Math.ceil(waitMs),
      }
    case 'milliseconds':
      return { headers: { 'retry-after-ms': String(Math.ceil(waitMs)) }, waitMs: Math.ceil(waitMs) }
    case 'imf-fixdate':
      return { headers: { 'retry-after': due.toUTCString() }, waitMs: untilDueMs }
    case 'rfc850-date':
      return { headers: { 'retry-after': rfc850Date(due) }, waitMs: untilDueMs }
    case 'asctime-date':
      return { headers: { 'retry-after': asctimeDate(due) }, waitMs: untilDueMs }
    case 'ratelimit':
      return {
        headers: { 'ratelimit-policy': '"default";q=60;w=60', ratelimit: `"default";r=0;t=${seconds}` },
        waitMs: seconds * 1000,
      }
    case 'reset-duration':
      return {
        headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': goDuration(waitMs) },
        waitMs: Math.ceil(waitMs),
      }
    case 'reset-epoch':
      return {
        headers: { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(due.getTime() / 1000) },
        waitMs: untilDueMs,
      }
    case 'reset-iso':
      return {
        headers: { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': due.toISOString() },
        waitMs: untilDueMs,
      }
  }
}

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** "Sunday, 06-Nov-94 08:49:37 GMT": obsolete, yet a recipient must parse it (RFC 9110 section 5.6.7). */
function rfc850Date(date: Date): string {
  const [, day, month, year, time] = date.toUTCString().split(' ')
  return `${weekdays[date.getUTCDay()]}, ${day}-${month}-${year!.slice(2)} ${time} GMT`
}

/** "Sun Nov  6 08:49:37 1994": C's asctime, the day padded with a space. */
function asctimeDate(date: Date): string {
  const [weekday, , month, year, time] = date.toUTCString().split(' ')
  return `${weekday!.slice(0, 3)} ${month} ${String(date.getUTCDate()).padStart(2)} ${time} ${year}`
}

/** "17ms", "3s", "6m0s": Go's durations, as OpenAI writes its resets. */
export function goDuration(waitMs: number): string {
  const ms = Math.ceil(waitMs)
  if (ms === 0) return '0s'
  if (ms < 1000) return `${ms}ms`
  const minutes = Math.floor(ms / 60_000)
  const seconds = (ms - minutes * 60_000) / 1000
  return minutes > 0 ? `${minutes}m${seconds}s` : `${seconds}s`
}

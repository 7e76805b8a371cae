/** HTTP dates in their three forms (RFC 9110 section 5.6.7). */
const httpDate = /^(?:\w{3}, \d\d \w{3} \d{4}|\w{6,9}, \d\d-\w{3}-\d\d) \d\d:\d\d:\d\d GMT$/
const asctime = /^\w{3} \w{3} [\d ]\d \d\d:\d\d:\d\d \d{4}$/
const isoDate = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:?\d\d)$/
const duration = /^(?:(\d+)h)?(?:(\d+)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+)ms)?$/
const number = /^\d+(?:\.\d+)?$/

/** Later numbers are instants: seconds since 1970, and ms since 1970. */
const epochSeconds = 1e9
const epochMilliseconds = 1e11

type Headers = Readonly<Record<string, string>>

/** The headers as they would be sent at another time: what names an instant names the one that lies as far ahead. */
export function movedInstants(headers: Headers, byMs: number): Record<string, string> {
  const moved: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    // The upstream of a rehearsal has no clock to tell of (RFC 9110 section 6.6.1).
    if (name !== 'date') moved[name] = namesTime(name) ? movedInstant(value.trim(), byMs) : value
  }
  return moved
}

/**
 * The wait that headers ask for at `epochMs`, in ms; undefined if they ask for none. Of two forms the finer one counts;
 * what makes no sense asks for nothing.
 */
export function recordedWait(headers: Headers, epochMs: number): number | undefined {
  const retryAfterMs = headers['retry-after-ms']?.trim() ?? ''
  if (number.test(retryAfterMs)) return Number(retryAfterMs)
  const retryAfter = headers['retry-after']?.trim() ?? ''
  if (number.test(retryAfter)) return millisecondsOf(retryAfter)
  const dueMs = dateIn(retryAfter)
  if (dueMs !== undefined && dueMs > epochMs) return dueMs - epochMs
  return longest([...ratelimitWaits(headers['ratelimit'] ?? ''), ...resetWaits(headers, epochMs)])
}

/** To the microsecond: 64.002 times 1000 is 64001.99999999999. */
function millisecondsOf(seconds: string | number | null): number {
  return Math.round(Number(seconds) * 1e6) / 1000
}

const namesTime = (name: string) => name === 'retry-after' || name.startsWith('x-ratelimit-reset')

function movedInstant(value: string, byMs: number): string {
  // A whole second later at most, never earlier than was asked.
  const whole = (ms: number) => Math.ceil((ms + byMs) / 1000) * 1000
  const date = dateIn(value)
  if (date !== undefined)
    return isoDate.test(value) ? new Date(date + byMs).toISOString() : new Date(whole(date)).toUTCString()
  const count = number.test(value) ? Number(value) : 0
  if (count > epochMilliseconds) return String(Math.ceil(count + byMs))
  return count > epochSeconds ? String(whole(count * 1000) / 1000) : value
}

function dateIn(value: string): number | undefined {
  const text = asctime.test(value) ? `${value} GMT` : value
  const ms = httpDate.test(value) || asctime.test(value) || isoDate.test(value) ? Date.parse(text) : Number.NaN
  return Number.isNaN(ms) ? undefined : ms
}

/** `"default";r=0;t=7` of the IETF's draft: nothing is left for 7 s. */
function ratelimitWaits(value: string): number[] {
  return value.split(',').flatMap((limit) => {
    const seconds = /;\s*r=0\b/.test(limit) ? /;\s*t=(\d+)\b/.exec(limit)?.[1] : undefined
    return seconds === undefined ? [] : [Number(seconds) * 1000]
  })
}

function resetWaits(headers: Headers, epochMs: number): number[] {
  return ['', '-requests', '-tokens'].flatMap((what) => {
    if (headers[`x-ratelimit-remaining${what}`]?.trim() !== '0') return []
    const waitMs = resetWait(headers[`x-ratelimit-reset${what}`]?.trim() ?? '', epochMs)
    return waitMs === undefined || waitMs <= 0 ? [] : [waitMs]
  })
}

function resetWait(value: string, epochMs: number): number | undefined {
  if (number.test(value)) {
    const count = Number(value)
    if (count > epochMilliseconds) return count - epochMs
    return count > epochSeconds ? millisecondsOf(value) - epochMs : millisecondsOf(value)
  }
  const [, hours = 0, minutes = 0, seconds = 0, ms = 0] = (value === '' ? null : duration.exec(value)) ?? [null]
  if (value !== '' && duration.test(value))
    return Number(hours) * 3_600_000 + Number(minutes) * 60_000 + millisecondsOf(seconds) + Number(ms)
  const dueMs = dateIn(value)
  return dueMs === undefined ? undefined : dueMs - epochMs
}

function longest(waits: readonly number[]): number | undefined {
  return waits.length === 0 ? undefined : Math.max(...waits)
}

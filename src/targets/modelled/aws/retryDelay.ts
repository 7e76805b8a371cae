import type { TransportHeaders } from '../../../runtime/index.ts'
import type { RetryErrorType } from './retryQuota.ts'

/** `Retry.delay`, `Retry.throttlingDelay`, `MAXIMUM_RETRY_DELAY`. */
const baseMs = 50
const throttlingBaseMs = 1_000
const longestMs = 20_000

/** So much more than backoff a server may ask for; the rest of its wait is not obeyed. */
const longestBeyondBackoffMs = 5_000

/**
 * The wait before retry `retry` (from 0), in ms: full jitter, or what Retry-After asks for, within bounds. `chance` is in
 * [0, 1).
 */
export function retryDelayMs(
  type: RetryErrorType,
  retry: number,
  headers: TransportHeaders | null,
  chance: number,
  epochMs: number,
): number {
  const base = type === 'THROTTLING' ? throttlingBaseMs : baseMs
  const backoffMs = Math.floor(chance * Math.min(base * 2 ** retry, longestMs))
  const askedMs = headers === null ? Number.NaN : askedWaitMs(headers, epochMs)
  if (Number.isNaN(askedMs)) return backoffMs
  return Math.max(backoffMs, Math.min(askedMs, backoffMs + longestBeyondBackoffMs))
}

/** `parseRetryAfterHeader`: the first of its headers decides, whether it can be read or not. NaN: nothing was asked. */
function askedWaitMs(headers: TransportHeaders, epochMs: number): number {
  for (const [name, value] of Object.entries(headers)) {
    const text = Array.isArray(value) ? value.join(', ') : (value ?? '')
    if (name === 'retry-after') return retryAfterMs(text, epochMs)
    if (name === 'x-amz-retry-after') return Number(text)
  }
  return Number.NaN
}

function retryAfterMs(text: string, epochMs: number): number {
  if (text.endsWith('GMT')) return httpDate.test(text) ? Date.parse(text) - epochMs : Number.NaN
  const seconds = / GMT, ([\d.]+)$/.exec(text)?.[1] ?? /^(?:\d+|\d+\.\d+)$/.exec(text)?.[0]
  if (seconds !== undefined) return Number(seconds) * 1000
  const date = Date.parse(text)
  return date >= epochMs ? date - epochMs : Number.NaN
}

/** `parseRfc7231DateTime`, in the two of its forms that end in GMT. */
const httpDate = /^[A-Z][a-z]{2,8}, \d\d[ -][A-Z][a-z]{2}[ -]\d{2,4} \d\d:\d\d:\d\d GMT$/

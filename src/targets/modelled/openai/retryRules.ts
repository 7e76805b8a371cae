import type { Headers } from './redirects.ts'

/** `maxRetries` of a client that sets none: attempts beside the first. */
export const maxRetries = 2

const initialDelaySeconds = 0.5
const maxDelaySeconds = 8
const longestAskedMs = 60_000

/** `shouldRetry`: the server's own word goes before its status. */
export function shouldRetry(status: number, headers: Headers): boolean {
  const should = headers.get('x-should-retry')
  if (should === 'true') return true
  if (should === 'false') return false
  return status === 408 || status === 409 || status === 429 || status >= 500
}

/**
 * The wait before the next attempt, in ms, as `retryRequest` reckons it. What was asked for beyond 60 s, and what lies in
 * the past, is not obeyed: then backoff decides. `chance` is in [0, 1).
 */
export function retryDelayMs(headers: Headers | null, retriesLeft: number, chance: number, epochMs: number): number {
  const askedMs = headers === null ? undefined : askedWaitMs(headers, epochMs)
  if (askedMs !== undefined && Number.isFinite(askedMs) && askedMs >= 0 && askedMs <= longestAskedMs) return askedMs
  const seconds = Math.min(initialDelaySeconds * 2 ** (maxRetries - retriesLeft), maxDelaySeconds)
  return seconds * (1 - chance * 0.25) * 1000
}

function askedWaitMs(headers: Headers, epochMs: number): number | undefined {
  const inMs = Number.parseFloat(headers.get('retry-after-ms') ?? '')
  if (!Number.isNaN(inMs)) return inMs
  const retryAfter = headers.get('retry-after') ?? ''
  if (retryAfter === '') return undefined
  const inSeconds = Number.parseFloat(retryAfter)
  return Number.isNaN(inSeconds) ? Date.parse(retryAfter) - epochMs : inSeconds * 1000
}

/** How long `setTimeout` takes for that: whole ms, and at least one. */
export function timerMs(delayMs: number): number {
  return Math.max(1, Math.trunc(delayMs))
}

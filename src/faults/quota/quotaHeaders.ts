import { goDuration } from '../retryAfter.ts'
import type { Standing } from './standing.ts'

export const headerFamilies = ['openai', 'ietf', 'holysheep', 'none'] as const

/**
 * In whose words a quota tells how it stands.
 *
 * - `openai`: `x-ratelimit-{limit,remaining,reset}-{requests,tokens}`, resets as durations ("1s", "6m0s").
 * - `ietf`: `RateLimit-Policy` and `RateLimit`, resets in whole seconds (draft-ietf-httpapi-ratelimit-headers).
 * - `holysheep`: `x-ratelimit-{limit,remaining,reset}`, the reset in epoch seconds; requests only, tokens if these alone
 *   are limited.
 */
export type HeaderFamily = (typeof headerFamilies)[number]

/** The headers, and the wait that they ask for where no other header does: the last reset of what is used up. */
export function quotaHeaders(
  family: HeaderFamily,
  standings: readonly Standing[],
  epochMs: number,
): { headers: Record<string, string>; askedMs: number | undefined } {
  const shown = shownBy(family, standings)
  let askedMs: number | undefined
  for (const { remaining, resetMs } of shown)
    if (remaining === 0) askedMs = Math.max(askedMs ?? -Infinity, roundedReset(family, resetMs, epochMs))
  return { headers: shown.length === 0 ? {} : writers[family](shown, epochMs), askedMs }
}

/** Two limits of requests share a header: the one of which less remains has it. */
function shownBy(family: HeaderFamily, standings: readonly Standing[]): readonly Standing[] {
  if (family === 'none') return []
  if (family === 'ietf') return standings
  // Most quotas limit requests once, and then tokens: in that order they stand already.
  if (family === 'openai' && standings.every(({ name }, index) => index === 0 || name === 'tpm')) return standings
  const tokens = standings.filter(({ name }) => name === 'tpm')
  const requests = standings
    .filter(({ name }) => name !== 'tpm')
    .toSorted((one, other) => one.remaining - other.remaining || other.resetMs - one.resetMs)
    .slice(0, 1)
  return family === 'openai' || requests.length === 0 ? [...requests, ...tokens] : requests
}

type Writer = (shown: readonly Standing[], epochMs: number) => Record<string, string>

const writers: Readonly<Record<HeaderFamily, Writer>> = {
  openai: (shown) => {
    const headers: Record<string, string> = {}
    // Every answer behind a quota has them: named one by one, they make an object of one shape.
    for (const { name, limit, remaining, resetMs } of shown) {
      if (name === 'tpm') {
        headers['x-ratelimit-limit-tokens'] = String(limit)
        headers['x-ratelimit-remaining-tokens'] = String(remaining)
        headers['x-ratelimit-reset-tokens'] = goDuration(resetMs)
      } else {
        headers['x-ratelimit-limit-requests'] = String(limit)
        headers['x-ratelimit-remaining-requests'] = String(remaining)
        headers['x-ratelimit-reset-requests'] = goDuration(resetMs)
      }
    }
    return headers
  },
  ietf: (shown) => ({
    'ratelimit-policy': shown
      .map(({ name, limit, windowMs }) => `"${name}";q=${limit};w=${windowMs / 1000}`)
      .join(', '),
    ratelimit: shown
      .map(({ name, remaining, resetMs }) => `"${name}";r=${remaining};t=${Math.ceil(resetMs / 1000)}`)
      .join(', '),
  }),
  holysheep: ([standing], epochMs) => {
    const { limit, remaining, resetMs } = standing!
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(remaining),
      'x-ratelimit-reset': String(Math.ceil((epochMs + resetMs) / 1000)),
    }
  },
  none: () => ({}),
}

/** What is left of a reset once it has been written down: each form rounds up to its own unit. */
function roundedReset(family: HeaderFamily, resetMs: number, epochMs: number): number {
  if (family === 'ietf') return Math.ceil(resetMs / 1000) * 1000
  if (family === 'holysheep') return Math.ceil((epochMs + resetMs) / 1000) * 1000 - epochMs
  return Math.ceil(resetMs)
}

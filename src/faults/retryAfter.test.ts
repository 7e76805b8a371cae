import { describe, expect, test } from 'vitest'
import { renderings, renderWait, type Rendering } from './retryAfter.ts'

/** Sunday 6 November 1994, 08:49:30.250: a day of one digit, and not on a full second. */
const epochMs = Date.UTC(1994, 10, 6, 8, 49, 30, 250)

describe('a wait of 6.5 seconds', () => {
  const rows: Record<Rendering, [headers: Record<string, string>, waitMs: number]> = {
    seconds: [{ 'retry-after': '7' }, 7_000],
    'fractional-seconds': [{ 'retry-after': '6.5' }, 6_500],
    contradictory: [{ 'retry-after-ms': '6500', 'retry-after': '37' }, 6_500],
    milliseconds: [{ 'retry-after-ms': '6500' }, 6_500],
    'imf-fixdate': [{ 'retry-after': 'Sun, 06 Nov 1994 08:49:37 GMT' }, 6_750],
    'rfc850-date': [{ 'retry-after': 'Sunday, 06-Nov-94 08:49:37 GMT' }, 6_750],
    'asctime-date': [{ 'retry-after': 'Sun Nov  6 08:49:37 1994' }, 6_750],
    ratelimit: [{ 'ratelimit-policy': '"default";q=60;w=60', ratelimit: '"default";r=0;t=7' }, 7_000],
    'reset-duration': [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6.5s' }, 6_500],
    'reset-epoch': [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '784111777' }, 6_750],
    'reset-iso': [
      { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '1994-11-06T08:49:37.000Z' },
      6_750,
    ],
  }
  test.each(renderings)('as %s', (rendering) => {
    const [headers, waitMs] = rows[rendering]
    expect(renderWait(6_500, rendering, epochMs)).toEqual({ headers, waitMs })
  })
})

test.each([
  [0, '0s'],
  [17, '17ms'],
  [999.2, '1s'],
  [3_000, '3s'],
  [60_000, '1m0s'],
  [360_000, '6m0s'],
  [3_723_500, '62m3.5s'],
])('%d ms as a duration of Go: %s', (waitMs, text) => {
  expect(renderWait(waitMs, 'reset-duration', epochMs).headers['x-ratelimit-reset-requests']).toBe(text)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { renderings, renderWait } from '../retryAfter.ts'
import { movedInstants, recordedWait } from './recordedWait.ts'

const then = Date.UTC(2026, 0, 1)

describe('the wait that recorded headers ask for', () => {
  test.each<[headers: Record<string, string>, waitMs: number | undefined]>([
    [{ 'retry-after': '3' }, 3_000],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after': '1.5' }, 1_500],
    [{ 'retry-after': '64.002' }, 64_002],
    [{ 'retry-after-ms': '1500', 'retry-after': '3' }, 1_500],
    [{ 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7_000],
    [{ 'retry-after': 'Thursday, 01-Jan-26 00:00:07 GMT' }, 7_000],
    [{ 'retry-after': 'Thu Jan  1 00:00:07 2026' }, 7_000],
    [{ ratelimit: '"a";r=0;t=7, "b";r=0;t=9, "c";r=1;t=99' }, 9_000],
    [{ 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '6m0s' }, 360_000],
    [{ 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '17ms' }, 17],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(then / 1000 + 5) }, 5_000],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(then + 5_500) }, 5_500],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '2026-01-01T00:00:05.250Z' }, 5_250],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '5' }, 5_000],
    [{ 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '5' }, undefined],
    [{ 'x-ratelimit-remaining-tokens': '-1', 'x-ratelimit-reset-tokens': '0' }, undefined],
    [{ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '' }, undefined],
    [{ 'retry-after': 'soon 5' }, undefined],
    [{ 'retry-after': '-5' }, undefined],
    [{ 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, undefined],
    [{}, undefined],
  ])('%j: %s', (headers, waitMs) => expect(recordedWait(headers, then)).toBe(waitMs))
})

describe('at another time', () => {
  test('the same wait is asked for, at most a second more, never less', () => {
    const instant = fc.integer({ min: then, max: then + 4e11 })
    fc.assert(
      fc.property(
        fc.constantFrom(...renderings),
        fc.integer({ min: 1, max: 90_000 }),
        instant,
        instant,
        (rendering, ms, a, b) => {
          const rendered = renderWait(ms, rendering, a)
          const waitMs = recordedWait(movedInstants(rendered.headers, b - a), b)!
          expect(waitMs).toBeGreaterThanOrEqual(rendered.waitMs)
          expect(waitMs).toBeLessThan(rendered.waitMs + 1_000)
        },
      ),
    )
  })

  test('what names no instant stays as it was, and the clock that was recorded goes', () => {
    const headers = { 'retry-after': 'soon', 'x-ratelimit-reset-tokens': '6m0s', 'content-type': 'text/html' }
    expect(movedInstants({ ...headers, date: 'Thu, 01 Jan 2026 00:00:07 GMT' }, 1e9)).toEqual(headers)
  })
})

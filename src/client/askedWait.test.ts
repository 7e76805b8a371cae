import { describe, expect, test } from 'vitest'
import type { TransportHeaders } from '../runtime/index.ts'
import { askedWait, spentWindow } from './askedWait.ts'

const nowMs = Date.UTC(2026, 0, 1)

type Row = readonly [story: string, headers: TransportHeaders, waitMs: number | undefined]

describe('the wait that an answer asks for', () => {
  const rows: Row[] = [
    ['nothing said', {}, undefined],
    ['seconds', { 'retry-after': '3' }, 3_000],
    ['zero is a wait of its own: come at once', { 'retry-after': '0' }, 0],
    ['fractions of a second', { 'retry-after': '0.25' }, 250],
    ['and those that doubles do not multiply exactly', { 'retry-after': '259.028' }, 259_028],
    ['blanks around it', { 'retry-after': ' 3 ' }, 3_000],
    ['milliseconds', { 'retry-after-ms': '1500' }, 1_500],
    ['milliseconds are finer than seconds', { 'retry-after-ms': '1500', 'retry-after': '2' }, 1_500],
    ['garbage in the finer one leaves the coarser', { 'retry-after-ms': 'soon', 'retry-after': '2' }, 2_000],
    ['sent twice: the first counts', { 'retry-after': ['3', '9'] }, 3_000],
    ['sent twice and glued together', { 'retry-after': '3, 9' }, undefined],
    ['an empty list', { 'retry-after': [] }, undefined],
    ['thirty days', { 'retry-after': '2592000' }, 2_592_000_000],
    ['thirty years', { 'retry-after': '946080000' }, 946_080_000_000],
    ['an epoch to come', { 'retry-after': String(nowMs / 1000 + 7) }, 7_000],
    ['an epoch to come, in milliseconds', { 'retry-after': String(nowMs + 7_500) }, 7_500],
    ['an epoch gone by', { 'retry-after': '1735689600' }, undefined],
    ['more than any timer holds', { 'retry-after': '99999999999999' }, 99_999_999_999_999 - nowMs],
    ['garbage', { 'retry-after': 'abc' }, undefined],
    ['nothing at all', { 'retry-after': '' }, undefined],
    ['negative', { 'retry-after': '-5' }, undefined],
    ['signed', { 'retry-after': '+5' }, undefined],
    ['not a number', { 'retry-after': 'NaN' }, undefined],
    ['infinite', { 'retry-after': 'Infinity' }, undefined],
    ['exponents are no seconds', { 'retry-after': '1e3' }, undefined],
    ['and this one would be infinite', { 'retry-after': '1e400' }, undefined],
    ['so many digits that they are infinite', { 'retry-after': '9'.repeat(400) }, Number.MAX_SAFE_INTEGER],
    ['a date to come', { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT' }, 7_000],
    ['a date gone by', { 'retry-after': 'Wed, 31 Dec 2025 23:59:00 GMT' }, undefined],
    [
      'a server whose clock is an hour ahead',
      { 'retry-after': 'Thu, 01 Jan 2026 01:00:07 GMT', date: 'Thu, 01 Jan 2026 01:00:00 GMT' },
      7_000,
    ],
    ['a date, and its own Date is garbage', { 'retry-after': 'Thu, 01 Jan 2026 00:00:07 GMT', date: 'today' }, 7_000],
    ['RateLimit with nothing left', { ratelimit: '"default";r=0;t=7' }, 7_000],
    ['RateLimit with something left', { ratelimit: '"default";r=3;t=7' }, undefined],
    ['RateLimit without an instant', { ratelimit: '"default";r=0' }, undefined],
    ['two limits, the second used up', { ratelimit: '"minute";r=5;t=1, "day";r=0;t=60' }, 60_000],
    ['two limits, both used up', { ratelimit: '"minute";r=0;t=5, "day";r=0;t=60' }, 60_000],
    [
      'RateLimit in so many digits that they are infinite',
      { ratelimit: `"d";r=0;t=${'9'.repeat(400)}` },
      Number.MAX_SAFE_INTEGER,
    ],
    ['Retry-After goes before RateLimit', { 'retry-after': '2', ratelimit: '"default";r=0;t=7' }, 2_000],
  ]
  test.each(rows)('%s', (_story, headers, waitMs) => {
    expect(askedWait(headers, nowMs)).toBe(waitMs)
  })
})

test.each<Row>([
  ['nothing left', { ratelimit: '"default";r=0;t=7' }, 7_000],
  ['something left', { ratelimit: '"default";r=1;t=7' }, undefined],
  ['Retry-After goes before the reset', { ratelimit: '"default";r=0;t=7', 'retry-after': '3' }, 3_000],
  ['which alone says nothing beside an answer', { 'retry-after': '3' }, undefined],
  ['garbage in it leaves the reset', { ratelimit: '"default";r=0;t=7', 'retry-after': 'soon' }, 7_000],
  [
    'OpenAI’s reset: the bucket is full again',
    { 'x-ratelimit-remaining-requests': '0', 'x-ratelimit-reset-requests': '60s' },
    undefined,
  ],
])('a good answer that was the last one for a while: %s', (_story, headers, waitMs) => {
  expect(spentWindow(headers, nowMs)).toBe(waitMs)
})

describe('x-ratelimit-reset', () => {
  const requests = (reset: string, remaining = '0') => ({
    'x-ratelimit-remaining-requests': remaining,
    'x-ratelimit-reset-requests': reset,
  })
  const plain = (reset: string) => ({ 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset })
  const rows: Row[] = [
    ['milliseconds', requests('17ms'), 17],
    ['seconds', requests('3s'), 3_000],
    ['fractions', requests('1.5s'), 1_500],
    ['and those that doubles do not multiply exactly', requests('259.028s'), 259_028],
    ['plain seconds with fractions', plain('259.028'), 259_028],
    ['minutes and seconds', requests('6m0s'), 360_000],
    ['hours', requests('1h2m3.5s'), 3_723_500],
    ['something is left: not asked', requests('6m0s', '12'), undefined],
    ['nothing said of what is left: not asked', { 'x-ratelimit-reset-requests': '6m0s' }, undefined],
    ['empty', requests(''), undefined],
    ['garbage', requests('soon'), undefined],
    ['infinite hours', requests(`${'9'.repeat(400)}h`), Number.MAX_SAFE_INTEGER],
    ['plain seconds', plain('12'), 12_000],
    ['epoch in seconds', plain(String(nowMs / 1000 + 12)), 12_000],
    ['epoch in milliseconds (OpenRouter)', plain(String(nowMs + 12_000)), 12_000],
    ['epoch gone by', plain(String(nowMs / 1000 - 12)), undefined],
    ['ISO 8601', requests('2026-01-01T00:00:12Z'), 12_000],
    ['an ISO date that is none', requests('2026-13-41T00:00:12Z'), undefined],
    [
      'requests and tokens are both used up: the later reset counts',
      { ...requests('1s'), 'x-ratelimit-remaining-tokens': '0', 'x-ratelimit-reset-tokens': '9s' },
      9_000,
    ],
  ]
  test.each(rows)('%s', (_story, headers, waitMs) => {
    expect(askedWait(headers, nowMs)).toBe(waitMs)
  })
})

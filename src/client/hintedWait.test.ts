import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { classifyResponse } from './classify.ts'
import { hintedWait } from './hintedWait.ts'

const nowMs = Date.UTC(2026, 4, 15, 12)

describe('the wait that a sentence names', () => {
  test.each([
    ['Please try again in 579ms. Visit https://x.test to learn more.', 579],
    ['Please try again in 9.816s. Visit', 9_816],
    ['Please try again in 20s', 20_000],
    ['Please try again in 6m0s.', 360_000],
    ['Please try again in 1m9.696s.', 69_696],
    ['Please try again in 1h2m3s.', 3_723_000],
    ['request reached organization max RPM: 3, please try again after 1 seconds', 1_000],
    ['Please retry after 30 seconds.', 30_000],
    ['All providers are at capacity. Retry after 40 seconds.', 40_000],
    ['Retry your request after 2 minutes', 120_000],
    ['try again in about 1.5 hours', 5_400_000],
    ['try again in 250 ms', 250],
    ['(reset after 30s)', 30_000],
    ['Please wait for 5 min before the next one', 300_000],
    ['usage limit reached, resets at 2026-05-15T15:00:00Z (2056)', 10_800_000],
    ['try again in a moment, or try again in 7s', 7_000],
    ['try again in 24h', 86_400_000],
  ])('%s', (message, waitMs) => {
    expect(hintedWait(message, nowMs)).toBeCloseTo(waitMs, 6)
  })

  test.each([
    ['nothing', ''],
    ['no number', 'Please try again later'],
    ['a moment', 'Please wait a moment and try again.'],
    ['a number that is no wait', 'Limit 300000, Used 286751, Requested 16144.'],
    ['a count', 'retry after 3 attempts'],
    ['no unit', 'try again in 30'],
    ['another unit', 'try again in 5 days'],
    ['zero', 'try again in 0s'],
    ['more than a day', 'try again in 24h1s'],
    ['an instant gone by', 'resets at 2026-05-15T11:59:59Z'],
    ['an instant too far off', 'resets at 2026-05-17T12:00:00Z'],
    ['an instant that is none', 'resets at 2026-13-45T12:00:00Z'],
    ['a number of a thousand digits', `try again in ${'9'.repeat(1_000)}s`],
    ['a megabyte before it', `${'x'.repeat(1_000_000)} try again in 20s`],
  ])('%s: none', (_story, message) => {
    expect(hintedWait(message, nowMs)).toBeUndefined()
  })

  test('whatever stands there, it is a wait within a day or none', () => {
    const part = fc.constantFrom(
      'try again',
      'retry',
      ' in ',
      ' after ',
      'wait for ',
      '9',
      '12',
      '.',
      ' ',
      's',
      'ms',
      'm',
      'h',
      'seconds',
      '-',
      ':',
      'T',
      'Z',
    )
    const property = fc.property(fc.array(part, { maxLength: 40 }), (parts) => {
      const waitMs = hintedWait(parts.join(''), nowMs)
      if (waitMs === undefined) return
      expect(waitMs).toBeGreaterThan(0)
      expect(waitMs).toBeLessThanOrEqual(86_400_000)
    })
    fc.assert(property, { numRuns: 5_000 })
  })
})

describe('a hint in a failure', () => {
  const body = JSON.stringify({ error: { message: 'Please try again in 20s' } })
  test('stands alone', () => {
    const failure = classifyResponse(429, {}, body, nowMs)
    expect(failure.hintedWaitMs).toBe(20_000)
    expect(failure).not.toHaveProperty('askedWaitMs')
  })

  test.each([{ 'retry-after': '0' }, { 'retry-after': '3' }, { 'retry-after-ms': '10' }])(
    'gives way to a header: %j',
    (headers) => {
      const failure = classifyResponse(429, headers, body, nowMs)
      expect(failure).not.toHaveProperty('hintedWaitMs')
      expect(failure).toHaveProperty('askedWaitMs')
    },
  )

  test('stays where the header is garbage', () => {
    expect(classifyResponse(429, { 'retry-after': 'soon' }, body, nowMs).hintedWaitMs).toBe(20_000)
  })
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderings, renderWait } from '../faults/retryAfter.ts'
import { askedWait } from './askedWait.ts'

const epochs = fc.integer({ min: Date.UTC(2020, 0, 1), max: Date.UTC(2060, 0, 1) })

test('every way to write a wait is read as no less than the wait, and at most a second more', () => {
  const waits = fc.integer({ min: 1, max: 3 * 24 * 3_600_000 })
  fc.assert(
    fc.property(waits, fc.constantFrom(...renderings), epochs, (waitMs, rendering, epochMs) => {
      const asked = renderWait(waitMs, rendering, epochMs)
      const read = askedWait(asked.headers, epochMs)
      expect(read).toBe(asked.waitMs)
      expect(read).toBeGreaterThanOrEqual(waitMs)
      expect(read).toBeLessThanOrEqual(waitMs + 1_000)
    }),
  )
})

const names = [
  'retry-after',
  'retry-after-ms',
  'ratelimit',
  'date',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-remaining-requests',
  'x-ratelimit-reset-requests',
  'x-ratelimit-remaining-tokens',
  'x-ratelimit-reset-tokens',
]

const value = fc.oneof(
  fc.string(),
  fc.constantFrom('0', '-1', '1e400', 'NaN', '"d";r=0;t=5', '6m0s', '9h', 'Sun, 06 Nov 1994 08:49:37 GMT'),
  fc.bigInt({ min: -(10n ** 320n), max: 10n ** 320n }).map(String),
  fc.double().map(String),
  fc.date().map(String),
)

test('whatever the headers hold, the answer is nothing or a finite wait', () => {
  const headers = fc.dictionary(fc.constantFrom(...names), fc.oneof(value, fc.array(value)))
  fc.assert(
    fc.property(headers, epochs, (sent, epochMs) => {
      const read = askedWait(sent, epochMs)
      if (read !== undefined) expect(Number.isFinite(read) && read >= 0).toBe(true)
    }),
    { numRuns: 500 },
  )
})

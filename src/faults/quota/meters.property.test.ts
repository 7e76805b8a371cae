import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { breaches, usedAt, type Admission } from '../../../test/support/quotaReference.ts'
import { freshMeters, windows } from './limits.ts'
import { SlidingWindow } from './slidingWindow.ts'

const windowMs = 60_000

/** Instants that are no whole ms, bursts, and edges of windows. */
const gap = fc.oneof(
  fc.constant(0),
  fc.double({ min: 0, max: 20_000, noNaN: true }),
  fc.constantFrom(1, 1_000, 30_000, windowMs, 2.5 * windowMs),
)
const asked = fc.array(fc.record({ gapMs: gap, amount: fc.integer({ min: 1, max: 40 }), patient: fc.boolean() }), {
  maxLength: 60,
  size: 'max',
})

describe.each(windows)('a %s quota', (kind) => {
  const tpm = fc.integer({ min: 10, max: 60 })

  test('is what a slow count of the same says; who waits as long as it says is admitted, and its law holds', () => {
    fc.assert(
      fc.property(tpm, asked, (limit, requests) => {
        let meter = freshMeters({ tpm: limit, window: kind }).tpm!
        const log: Admission[] = []
        let atMs = 0
        const take = (amount: number) => {
          const before = meter
          const remainingBefore = before.remaining(atMs)
          meter = meter.taken(amount, atMs)
          log.push({ atMs, amount })
          // What was before is left as it was.
          expect(before.remaining(atMs)).toBe(remainingBefore)
        }
        for (const { gapMs, amount, patient } of requests) {
          atMs += gapMs
          const used = usedAt(kind, limit, windowMs, log, atMs)
          expect(meter.remaining(atMs)).toBe(Math.max(0, Math.floor(limit - used + 1e-6)))
          expect(meter.unusedInMs(atMs) > 0).toBe(used > 1e-6)
          const waitMs = meter.waitMs(amount, atMs)
          expect(waitMs >= 0).toBe(true)
          if (amount > limit) expect(waitMs).toBe(Infinity)
          else if (waitMs === 0) {
            expect(used + amount).toBeLessThanOrEqual(limit + 1e-6)
            take(amount)
          } else {
            expect(used + amount).toBeGreaterThan(limit)
            // A little sooner it would not do.
            expect(meter.waitMs(amount, atMs + waitMs - 0.01)).toBeGreaterThan(0)
            if (!patient) continue
            atMs += waitMs
            expect(meter.waitMs(amount, atMs)).toBe(0)
            take(amount)
          }
          // Once nothing is used any more, all of it is there.
          expect(meter.remaining(atMs + meter.unusedInMs(atMs))).toBe(limit)
        }
        expect(breaches(kind, limit, windowMs, log)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })
})

describe('at the edge of a minute', () => {
  /** Admissions of ten a minute: ten asked for just before the edge, ten just after. */
  const admittedOf = (window: (typeof windows)[number]) => {
    let meter = freshMeters({ rpm: 10, window }).rpm!
    return [59_000, 60_000].map((atMs) => {
      let admitted = 0
      for (let request = 0; request < 10; request += 1) {
        if (meter.waitMs(1, atMs) > 0) continue
        meter = meter.taken(1, atMs)
        admitted += 1
      }
      return admitted
    })
  }
  test.each([
    ['fixed', [10, 10]],
    ['sliding', [10, 0]],
    ['bucket', [10, 0]],
  ] as const)('a %s window lets %j pass', (window, expected) => {
    expect(admittedOf(window)).toEqual(expected)
  })

  test('a bucket has refilled a sixth after ten seconds, a sliding window nothing', () => {
    const after = (window: (typeof windows)[number]) => {
      let meter = freshMeters({ rpm: 6, window }).rpm!
      for (let request = 0; request < 6; request += 1) meter = meter.taken(1, 0)
      return [meter.waitMs(1, 0), meter.waitMs(2, 0), meter.remaining(10_000), meter.unusedInMs(10_000)]
    }
    expect(after('bucket')).toEqual([10_000, 20_000, 1, 50_000])
    expect(after('sliding')).toEqual([60_000, 60_000, 0, 50_000])
    expect(after('fixed')).toEqual([60_000, 60_000, 0, 50_000])
  })
})

test('a difference of instants that is a hair off whole ms is those', () => {
  const meter = freshMeters({ rpm: 60 }).rpm!
  for (let atMs = 0.1; atMs < 5_000_000; atMs *= 1.7) expect(meter.taken(1, atMs).unusedInMs(atMs)).toBe(1_000)
})

test.each(windows)('a %s quota lets pass whoever comes when it said, whatever the sums of instants are', (window) => {
  let meter = freshMeters({ rpm: 7, window }).rpm!
  for (let atMs = 0.1; atMs < 1e9;) {
    const waitMs = meter.waitMs(1, atMs)
    if (waitMs === 0) meter = meter.taken(1, atMs)
    else {
      atMs += waitMs
      expect(meter.waitMs(1, atMs)).toBe(0)
      atMs += atMs / 37
    }
  }
})

test('a sliding window forgets what has left it', () => {
  let meter = new SlidingWindow(50, windowMs)
  for (let atMs = 0; atMs < 100 * windowMs; atMs += 1_200) meter = meter.taken(1, atMs)
  expect(meter.remaining(100 * windowMs)).toBe(1)
  expect(meter.log!.length).toBeLessThan(50 + 64 + 2)
})

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRandom } from '../runtime/index.ts'
import { LatencyTracker } from './latencyTracker.ts'

describe('the mean', () => {
  test('is unknown before the first measurement', () => {
    expect(new LatencyTracker().ewmaMs(5_000)).toBeUndefined()
  })

  test('jumps up to a peak at once, and comes down slowly', () => {
    const tracker = new LatencyTracker(10_000)
    tracker.record(0, 300)
    tracker.record(1_000, 8_000)
    expect(tracker.ewmaMs(1_000)).toBe(8_000)
    tracker.record(11_000, 300)
    // 8,000 weighs 1 / e after one time constant, 300 the rest.
    expect(tracker.ewmaMs(11_000)).toBeCloseTo(8_000 / Math.E + 300 * (1 - 1 / Math.E), 6)
  })

  test('settles on what is measured again and again', () => {
    const tracker = new LatencyTracker(10_000)
    tracker.record(0, 8_000)
    for (let nowMs = 0; nowMs <= 100_000; nowMs += 100) tracker.record(nowMs, 300)
    expect(tracker.ewmaMs(100_000)).toBeCloseTo(300, 0)
  })

  test('fades while nobody asks, so that the slow is asked again: 8 s to 300 ms in 33 s', () => {
    const tracker = new LatencyTracker()
    tracker.record(0, 8_000)
    expect(tracker.ewmaMs(32_000)).toBeGreaterThan(300)
    expect(tracker.ewmaMs(33_000)).toBeLessThan(300)
    expect(tracker.ewmaMs(32_000)).toBeGreaterThan(300)
  })

  test('an attempt that was given up counts if it took longer than was to be expected', () => {
    const tracker = new LatencyTracker()
    tracker.recordAtLeast(0, 300)
    expect(tracker.ewmaMs(0)).toBe(300)
    tracker.recordAtLeast(1_000, 5_000)
    expect(tracker.ewmaMs(1_000)).toBe(5_000)
  })

  test('one that was given up sooner says nothing: neither is it fast, nor is it known any better', () => {
    const tracker = new LatencyTracker()
    for (let nowMs = 0; nowMs < 20_000; nowMs += 1_000) tracker.record(nowMs, 300)
    const expectedMs = tracker.ewmaMs(25_000)!
    tracker.recordAtLeast(20_000, 50)
    expect(tracker.ewmaMs(25_000)).toBe(expectedMs)
    expect(tracker.quantileMs(0)).toBe(300)
  })

  test('does not fade while an answer is under way', () => {
    const tracker = new LatencyTracker()
    tracker.record(0, 8_000)
    expect(tracker.ewmaMs(33_000, 1)).toBe(8_000)
  })

  test.each([0, -1, NaN, Infinity])('a time constant of %d ms is refused', (tauMs) => {
    expect(() => new LatencyTracker(tauMs)).toThrow(`latency.tauMs is ${tauMs}, expected a number of ms above 0`)
  })
})

describe('quantiles', () => {
  const trackerOf = (latencies: readonly number[]) => {
    const tracker = new LatencyTracker()
    latencies.forEach((latencyMs, index) => tracker.record(index, latencyMs))
    return tracker
  }

  test('are unknown under 20 samples', () => {
    const tracker = trackerOf(Array.from({ length: 19 }, () => 5))
    expect(tracker.quantileMs(0.5)).toBeUndefined()
    tracker.record(19, 5)
    expect(tracker.quantileMs(0.5)).toBe(5)
  })

  test('see each new sample', () => {
    const tracker = trackerOf(Array.from({ length: 20 }, () => 5))
    expect(tracker.quantileMs(1)).toBe(5)
    tracker.record(20, 900)
    expect([tracker.quantileMs(1), tracker.quantileMs(0.5)]).toEqual([900, 5])
  })

  test('are the nearest ranks of the last 200 samples', () => {
    const shares = fc.oneof(fc.constantFrom(0, 0.5, 0.95, 0.99, 1), fc.double({ min: 0, max: 1, noNaN: true }))
    fc.assert(
      fc.property(fc.nat(), fc.integer({ min: 20, max: 450 }), shares, (seed, samples, share) => {
        const random = createRandom(seed).stream('latency')
        const all = Array.from({ length: samples }, () => 1 + Math.floor(random() * 500))
        const latest = all.slice(-200).toSorted((a, b) => a - b)
        expect(trackerOf(all).quantileMs(share)).toBe(latest[Math.max(1, Math.ceil(share * latest.length)) - 1])
      }),
      { numRuns: 300 },
    )
  })
})

import { expect, test } from 'vitest'
import { LatencyBaseline } from './latencyBaseline.ts'

test('the first window is the usual latency', () => expect(new LatencyBaseline().follow(300)).toBe(300))

test('a window counts as one of 300: the mean age of an average over 600', () => {
  const baseline = new LatencyBaseline()
  baseline.follow(300)
  expect(baseline.follow(601 + 300)).toBeCloseTo(302, 9)
})

test('it sinks fast after a long overload, and then as slowly as ever', () => {
  const baseline = new LatencyBaseline()
  baseline.follow(8_000)
  let windows = 0
  while (baseline.follow(300) > 600) windows += 1
  expect(windows).toBeLessThan(60)
  expect(baseline.follow(300)).toBeGreaterThan(550)
})

test('half of what was measured without a queue counts', () => {
  const baseline = new LatencyBaseline()
  baseline.anchor(1_000)
  baseline.anchor(200)
  expect(baseline.follow(600)).toBe(600)
})

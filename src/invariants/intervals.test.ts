import { expect, test } from 'vitest'
import { Intervals } from './intervals.ts'

test('spans overlap where they share an instant, ends included, however they were added', () => {
  const intervals = new Intervals()
  expect(intervals.overlaps(0, Infinity)).toBe(false)
  intervals.add(50, 60)
  intervals.add(10, 30)
  intervals.add(15, 20)
  for (const [from, to, expected] of [
    [0, 9, false],
    [0, 10, true],
    [25, 26, true],
    [30, 40, true],
    [31, 49, false],
    [60, 99, true],
    [61, 99, false],
  ] as const) {
    expect(intervals.overlaps(from, to), `${from} to ${to}`).toBe(expected)
  }
  intervals.add(70, Infinity)
  expect(intervals.overlaps(1e12, 1e12)).toBe(true)
})

test('the time that spans cover together: what they share counts once, and what lies between them not at all', () => {
  const spans = new Intervals()
  expect(spans.totalMs()).toBe(0)
  for (const [fromMs, toMs] of [
    [50, 60],
    [0, 10],
    [5, 20],
    [6, 8],
    [20, 21],
  ] as const)
    spans.add(fromMs, toMs)
  expect(spans.totalMs()).toBe(31)
})

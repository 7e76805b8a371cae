import { expect, test } from 'vitest'
import { GapCounter, toThreeDigits } from './gapCounter.ts'

test.each([
  [0, 0],
  [0.0004, 0],
  [0.0123, 0.012],
  [0.1234, 0.123],
  [1.2345, 1.23],
  [12.345, 12.3],
  [99.96, 100],
  [123.45, 123],
  [1_234.5, 1_230],
  [59_999, 60_000],
])('%s ms is %s to three digits', (ms, expected) => {
  expect(toThreeDigits(ms)).toBe(expected)
})

test('distances between pieces, and how often', () => {
  const gaps = new GapCounter()
  for (const atMs of [100, 120, 120, 140, 145]) gaps.piece(atMs)
  expect(gaps.counts).toEqual([
    [0, 1],
    [5, 1],
    [20, 2],
  ])
  expect(gaps.pieces).toBe(5)
  expect(new GapCounter().counts).toEqual([])
})

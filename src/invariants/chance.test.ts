import { expect, test } from 'vitest'
import { tooMany } from './chance.ts'

test.each([
  [7, Infinity],
  [8, 8],
  [30, 16],
  [100, 31],
  [1_000, 158],
])('of %i draws into tenths, %s in one of them are no chance', (n, k) => {
  expect(tooMany(n, 0.1, 1)).toBe(k)
})

test('the more groups are looked at, the more it takes; a bin that holds all says nothing', () => {
  expect(tooMany(100, 0.1, 1_000)).toBeGreaterThan(tooMany(100, 0.1, 1))
  expect(tooMany(100, 1, 1)).toBe(Infinity)
  expect(tooMany(100, 1.5, 1)).toBe(Infinity)
})

test('and it is a bound: the exact chance of so many is below it', () => {
  for (const n of [10, 30, 100, 300]) {
    const tail = exactTail(n, 0.1, tooMany(n, 0.1, 1))
    expect(10 * tail).toBeLessThan(1e-6)
    // Not by far: it is no rule that nobody could break.
    expect(10 * exactTail(n, 0.1, Math.floor(tooMany(n, 0.1, 1) * 0.7))).toBeGreaterThan(1e-6)
  }
})

/** P(Bin(n, p) ≥ k), summed up. */
function exactTail(n: number, p: number, k: number): number {
  let term = (1 - p) ** n
  let below = 0
  let tail = 0
  for (let count = 0; count <= n; count += 1) {
    if (count < k) below += term
    else tail += term
    term *= ((n - count) / (count + 1)) * (p / (1 - p))
  }
  expect(below + tail).toBeCloseTo(1)
  return tail
}

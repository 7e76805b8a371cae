import { expect, test } from 'vitest'
import { binomialAtMost } from './binomial.ts'
import { incompleteBeta } from './incompleteBeta.ts'
import { logGamma } from './logGamma.ts'
import { normalAtMost, normalQuantile } from './normal.ts'
import { studentBeyond, studentCritical } from './studentT.ts'

test.each([
  [1, 0],
  [0.5, Math.log(Math.PI) / 2],
  [10, Math.log(362_880)],
  [0.1, 2.252712651734206],
])('log gamma of %d', (x, expected) => expect(logGamma(x)).toBeCloseTo(expected, 11))

test('the incomplete beta function has its closed forms', () => {
  for (const x of [0.01, 0.3, 0.5, 0.9, 0.999]) {
    expect(incompleteBeta(x, 1, 1)).toBeCloseTo(x, 12)
    expect(incompleteBeta(x, 3, 1)).toBeCloseTo(x ** 3, 12)
    expect(incompleteBeta(x, 2, 5)).toBeCloseTo(1 - incompleteBeta(1 - x, 5, 2), 12)
  }
})

test('a binomial is the sum of its terms, and a million trials are no trouble', () => {
  const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k)
  const sum = [0, 1, 2, 3].reduce((total, k) => total + choose(20, k) * 0.1 ** k * 0.9 ** (20 - k), 0)
  expect(binomialAtMost(3, 20, 0.1)).toBeCloseTo(sum, 12)
  expect(binomialAtMost(990_000, 1_000_000, 0.99)).toBeCloseTo(0.5013, 3)
})

test.each([
  [0.975, 1.959963985],
  [0.5, 0],
  [0.05, -1.644853627],
  [0.0005, -3.290526731],
])('the normal quantile of %d is %d', (p, z) => {
  expect(normalQuantile(p)).toBeCloseTo(z, 5)
  expect(normalAtMost(normalQuantile(p))).toBeCloseTo(p, 6)
})

// Tables of Student's t: 12.706 for 1 degree of freedom, 2.776 for 4, 2.045 for 29.
test.each([
  [1, 12.7062],
  [4, 2.7764],
  [29, 2.0452],
])('t of %d degrees of freedom is %d', (degrees, t) => {
  expect(studentCritical(0.05, degrees)).toBeCloseTo(t, 3)
  expect(studentBeyond(t, degrees)).toBeCloseTo(0.05, 4)
})

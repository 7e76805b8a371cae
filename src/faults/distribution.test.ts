import { describe, expect, test } from 'vitest'
import { createRandom } from '../runtime/index.ts'
import { draw, type Distribution } from './distribution.ts'

const drawn = (from: Distribution, count = 4_000) => {
  const random = createRandom(7).stream('draws')
  return Array.from({ length: count }, () => draw(from, random)).toSorted((one, other) => one - other)
}
const quantileOf = (ascending: readonly number[], share: number) => ascending[Math.floor(share * ascending.length)]!

describe('what is drawn', () => {
  test('from a number is that number, and no chance is used up', () => {
    expect(draw(12.5, () => expect.fail('nothing is to be drawn'))).toBe(12.5)
  })

  test('from a lognormal has its median, and its spread: one sigma is a factor of e to the sigma', () => {
    const ascending = drawn({ median: 300, sigma: 0.5 })
    // 4,000 draws: the standard error of ln(median) is 1.25 * 0.5 / sqrt(4000) = 0.01.
    expect(Math.abs(Math.log(quantileOf(ascending, 0.5) / 300))).toBeLessThan(0.05)
    expect(Math.abs(Math.log(quantileOf(ascending, 0.841) / 300) - 0.5)).toBeLessThan(0.07)
    expect(Math.abs(Math.log(quantileOf(ascending, 0.159) / 300) + 0.5)).toBeLessThan(0.07)
  })

  test('from a lognormal without spread is the median', () => {
    expect(new Set(drawn({ median: 40, sigma: 0 }, 20))).toEqual(new Set([40]))
  })

  test('from samples lies between them, as often here as there', () => {
    const ascending = drawn({ empirical: [100, 0, 10] })
    expect(ascending[0]).toBeGreaterThanOrEqual(0)
    expect(ascending.at(-1)).toBeLessThanOrEqual(100)
    // Half below the middle sample, a quarter below half way to it.
    expect(Math.abs(ascending.filter((value) => value < 10).length / 4_000 - 0.5)).toBeLessThan(0.04)
    expect(Math.abs(ascending.filter((value) => value < 55).length / 4_000 - 0.75)).toBeLessThan(0.04)
  })

  test('from one sample is that', () => {
    expect(new Set(drawn({ empirical: [7] }, 20))).toEqual(new Set([7]))
  })

  test('has six places, whatever the engine’s last bits are', () => {
    for (const value of drawn({ median: 3, sigma: 1 }, 50)) expect(Math.round(value * 1e6) / 1e6).toBe(value)
  })
})

test('samples are left in the order in which they were written', () => {
  const empirical = Object.freeze([3, 1, 2])
  draw({ empirical }, () => 0.5)
  expect(empirical).toEqual([3, 1, 2])
})

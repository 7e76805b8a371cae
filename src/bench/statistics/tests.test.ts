import { describe, expect, test } from 'vitest'
import { createRandom } from '../../runtime/random.ts'
import { effectiveSampleSize } from './autocorrelation.ts'
import { differenceInterval } from './differenceInterval.ts'
import { holm } from './holm.ts'
import { kolmogorovSmirnov } from './kolmogorovSmirnov.ts'
import { littlesLawGap } from './littlesLaw.ts'
import { mcnemar } from './mcnemar.ts'
import { meanInterval } from './meanInterval.ts'
import { ratioInterval } from './ratioInterval.ts'
import { changeWord, samplesNeeded, type Change } from './tost.ts'
import { wilsonInterval } from './wilson.ts'

test('Holm: the smallest is multiplied by all, the next by one fewer, and none is below the one before', () => {
  expect(holm([0.01, 0.04, 0.03, 0.005])).toEqual([0.03, 0.06, 0.06, 0.02].map((p) => expect.closeTo(p, 12)))
  expect(holm([0.9, 0.8])).toEqual([1, 1])
  expect(holm([])).toEqual([])
})

test('McNemar: exact, on the pairs that differ', () => {
  expect(mcnemar(0, 0)).toBe(1)
  expect(mcnemar(5, 5)).toBe(1)
  expect(mcnemar(0, 6)).toBeCloseTo(2 / 64, 12)
  expect(mcnemar(1, 9)).toBeCloseTo((2 * 11) / 1024, 12)
})

test('Wilson: never outside 0 to 1, and never certain', () => {
  // Newcombe (1998), table I: 81 of 263, and 0 of 20.
  expect(wilsonInterval(81 / 263, 263)).toEqual([expect.closeTo(0.2553, 4), expect.closeTo(0.3662, 4)])
  expect(wilsonInterval(0, 20)).toEqual([0, expect.closeTo(0.1611, 4)])
  expect(wilsonInterval(1, 20)[1]).toBe(1)
})

test('a difference of shares as Newcombe has it: 56 of 70 less 48 of 80', () => {
  const of = (share: number, n: number) => {
    const [low, high] = wilsonInterval(share, n)
    return { value: share, low, high }
  }
  const { value, low, high } = differenceInterval(of(48 / 80, 80), of(56 / 70, 70))
  expect([value, low, high]).toEqual([0.2, 0.0524, 0.3339].map((one) => expect.closeTo(one, 4)))
  expect(differenceInterval(of(0.5, 50), of(0.5, 50), 0.9).high).toBeLessThan(
    differenceInterval(of(0.5, 50), of(0.5, 50)).high,
  )
})

test('Kolmogorov-Smirnov: the same is no news, a shift and a spread are', () => {
  const uniform = createRandom(7).stream('ks')
  const drawn = (scale: number) => Float64Array.from({ length: 400 }, () => scale * (uniform() - 0.5)).sort()
  const [one, other] = [drawn(1), drawn(1)]
  expect(kolmogorovSmirnov(one, one)).toEqual({ distance: 0, p: 1 })
  expect(kolmogorovSmirnov(one, other).p).toBeGreaterThan(0.01)
  expect(kolmogorovSmirnov(one, drawn(2)).p).toBeLessThan(0.001)
  expect(kolmogorovSmirnov(one, drawn(2), [20, 20]).p).toBeGreaterThan(0.05)
  expect(kolmogorovSmirnov(new Float64Array([1, 2]), new Float64Array([3, Infinity])).distance).toBe(1)
})

test('Little: 10 calls a second that take 2 s are 20 in flight', () => {
  expect(littlesLawGap(20, 10, 2)).toBe(0)
  expect(littlesLawGap(25, 10, 2)).toBeCloseTo(0.2, 12)
  expect(littlesLawGap(0, 10, 2)).toBeNaN()
})

describe('what correlated values are worth', () => {
  const uniform = createRandom(7).stream('ar')
  const autoregressive = (n: number, phi: number) => {
    const values = new Float64Array(n)
    for (let index = 1; index < n; index += 1) values[index] = phi * values[index - 1]! + uniform() - 0.5
    return values
  }
  // (1 - phi) / (1 + phi) of n.
  test.each([
    [0, 20_000],
    [0.5, 6_667],
    [0.9, 1_053],
    [0.99, 100],
  ])('AR(1) with %d: of 20,000 some %d', (phi, worth) => {
    const values = autoregressive(20_000, phi)
    const found = effectiveSampleSize(values.length, (index) => values[index]!)
    expect(Math.abs(Math.log(found / worth))).toBeLessThan(phi === 0.99 ? 0.5 : 0.15)
  })

  test('a million of them are looked at by blocks, and are worth as much', () => {
    const values = autoregressive(200_000, 0.9)
    const found = effectiveSampleSize(values.length, (index) => values[index]!)
    expect(Math.abs(Math.log(found / 10_526))).toBeLessThan(0.15)
  })

  test('values that are all the same, or alternate, are worth no more than there are', () => {
    expect(effectiveSampleSize(50, () => 3)).toBe(50)
    expect(effectiveSampleSize(50, (index) => index % 2)).toBe(50)
  })
})

test('means and ratios have Student’s limits', () => {
  expect(meanInterval(Float64Array.of(1, 2, 3, 4, 5))).toEqual({
    mean: 3,
    interval: [expect.closeTo(1.0368, 3), expect.closeTo(4.9632, 3)],
  })
  expect(meanInterval(Float64Array.of(1))).toBeUndefined()
  const uniform = createRandom(7).stream('ratio')
  const bottoms = Float64Array.from({ length: 500 }, () => 1 + uniform())
  const exact = ratioInterval(
    bottoms.map((bottom) => 2 * bottom),
    bottoms,
  )!
  expect([exact.value, ...exact.interval]).toEqual([2, 2, 2].map((one) => expect.closeTo(one, 9)))
  expect(ratioInterval(bottoms.subarray(0, 29), bottoms.subarray(0, 29))).toBeUndefined()
  expect(ratioInterval(bottoms, new Float64Array(500))).toBeUndefined()
})

describe('words for a change', () => {
  const change: Change = { value: 0, low90: -0.05, high90: 0.05, adjustedP: 1, margin: 0.1, better: 'lower' }
  test.each<[Partial<Change>, string]>([
    [{}, 'same'],
    [{ value: 0.04, low90: 0.01, high90: 0.08, adjustedP: 1e-6 }, 'same'],
    [{ value: 0.2, low90: 0.15, high90: 0.25, adjustedP: 1e-6 }, 'worse'],
    [{ value: -0.2, low90: -0.25, high90: -0.15, adjustedP: 1e-6 }, 'better'],
    [{ value: 0.2, low90: 0.15, high90: 0.25, adjustedP: 1e-6, better: 'higher' }, 'better'],
    [{ value: 0.2, low90: 0.05, high90: 0.35, adjustedP: 0.02 }, 'unsure'],
    [{ value: 0.08, low90: 0.03, high90: 0.13, adjustedP: 1e-6 }, 'unsure'],
    [{ low90: -0.2, high90: 0.2 }, 'unsure'],
    [{ value: Infinity, low90: 1, high90: Infinity, adjustedP: 1e-6 }, 'worse'],
  ])('%j: %s', (given, word) => expect(changeWord({ ...change, ...given })).toBe(word))

  test('a half-width that is four times too large takes sixteen times the samples', () => {
    expect(samplesNeeded(1_000, 0.4, 0.1) / samplesNeeded(1_000, 0.1, 0.1)).toBeCloseTo(16, 1)
  })
})

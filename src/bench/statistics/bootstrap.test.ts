import { describe, expect, test } from 'vitest'
import { createRandom } from '../../runtime/index.ts'
import { bootstrapQuantile, hierarchicalBootstrap, pairedBootstrap } from './bootstrap.ts'
import { quantileInterval } from './quantileInterval.ts'
import { meanBlockOf, stationaryResample } from './stationaryBootstrap.ts'

const uniform = (name: string) => createRandom(7).stream(name)
const drawn = (n: number, name: string) => {
  const next = uniform(name)
  return Float64Array.from({ length: n }, () => 100 + 100 * next())
}
const width = ([low, high]: readonly [number, number]) => high - low

describe('a stationary resample', () => {
  test('goes on with the next value, as often as its blocks are long', () => {
    const places = stationaryResample(10_000, 20, uniform('blocks'))
    const followed = places.filter((place, index) => index > 0 && place === (places[index - 1]! + 1) % 10_000).length
    expect(followed / 10_000).toBeCloseTo(0.95, 1)
    expect(Math.max(...places)).toBeLessThan(10_000)
  })

  test('has blocks ten times as long as values remember each other', () => {
    expect(meanBlockOf(1_000, 1_000)).toBe(1)
    expect(meanBlockOf(10_000, 1_000)).toBe(100)
    expect(meanBlockOf(1_000, 10)).toBe(100)
  })
})

test('of independent values, the bootstrap has limits much like those of order statistics', () => {
  const values = drawn(1_000, 'values')
  const exact = quantileInterval(values, values.toSorted(), 0.5).interval!
  const limits = bootstrapQuantile(values, 0.5, { resamples: 1_000, meanBlock: 1, uniform: uniform('draws') })
  expect(Math.abs(Math.log(width(limits) / width(exact)))).toBeLessThan(0.3)
})

test('pairs tell a shift that both sides alone would hide', () => {
  const one = drawn(300, 'one')
  const other = one.map((value) => value * 1.1)
  const [low, high] = pairedBootstrap(one, other, 0.9, { resamples: 200, meanBlock: 1, uniform: uniform('draws') })
  expect([low, high]).toEqual([Math.log(1.1), Math.log(1.1)].map((one) => expect.closeTo(one, 9)))
})

test('where runs differ more than calls, few runs are little, however many calls they have', () => {
  const runs = (name: string) =>
    [0.8, 1, 1.2, 0.9, 1.1].map((level, index) => drawn(400, `${name}${index}`).map((one) => one * level))
  const options = { resamples: 200, meanBlock: 1, uniform: uniform('draws') }
  const byRuns = hierarchicalBootstrap(runs('a'), runs('b'), 0.5, options)
  const pooled = (name: string) => Float64Array.from(runs(name).flatMap((run) => [...run]))
  const byCalls = pairedBootstrap(pooled('a'), pooled('b'), 0.5, options)
  expect(width(byRuns)).toBeGreaterThan(3 * width(byCalls))
})

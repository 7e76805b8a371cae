import { describe, expect, test } from 'vitest'
import { bracket, rootOf } from './search.ts'

/** Trials whose limits lie at these loads. */
const trying =
  (...limits: readonly number[]) =>
  (perSecond: number) =>
    Promise.resolve({
      perSecond,
      seeds: limits.length,
      marginOf: (drawn: readonly number[]) =>
        drawn.reduce((sum, trial) => sum + Math.log(perSecond / limits[trial]!), 0) / drawn.length,
    })
const options = { guess: 10, precision: 0.02, mostPerSecond: 1_000, seed: 7 }

describe('the search for the most load', () => {
  test.each([3, 10, 44])('ends around it, wherever it begins: %d', async (limit) => {
    const loads = await bracket(trying(limit), options)
    const root = rootOf(loads, 7)
    expect(Math.abs(root.perSecond / limit - 1)).toBeLessThan(0.01)
    expect(root.lastKept! <= limit && limit <= root.firstBroken!).toBe(true)
    expect(root.firstBroken! / root.lastKept!).toBeLessThan(1.021)
  })

  test('gives 0 where not even the least is kept, and the last load where all are', async () => {
    expect(rootOf(await bracket(trying(0.001), options), 7)).toMatchObject({ perSecond: 0, lastKept: null })
    const all = rootOf(await bracket(trying(1e9), options), 7)
    expect(all).toMatchObject({ perSecond: 1_000, lastKept: 1_000, firstBroken: null })
  })

  test('of one seed has the interval of what was tried', async () => {
    const { interval, lastKept, firstBroken } = rootOf(await bracket(trying(20), options), 7)
    expect(interval).toEqual([lastKept, firstBroken])
  })

  test('has an interval as wide as the seeds are apart', async () => {
    const alike = rootOf(await bracket(trying(20, 20, 20), options), 7)
    const apart = rootOf(await bracket(trying(17, 20, 23), options), 7)
    const width = ({ interval: [low, high] }: typeof alike) => high - low
    expect(width(alike)).toBe(0)
    expect(width(apart)).toBeGreaterThan(2)
    expect(apart.interval[0]).toBeLessThan(apart.perSecond)
    expect(apart.interval[1]).toBeGreaterThan(apart.perSecond)
  })
})

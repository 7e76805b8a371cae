import { describe, expect, test } from 'vitest'
import { createRandom } from '../runtime/index.ts'
import { burst, callers, constant, poisson, sequential, shapeNamed, shapes } from './index.ts'

const random = (seed = 1) => createRandom(seed).stream('arrivals')
const starts = (shape: { starts(options: never, stream: () => number): Iterable<number> }, options: object) => [
  ...shape.starts(options as never, random()),
]

describe('every shape', () => {
  test.each(Object.entries(shapes))('%s is called by its type and says what it does', (name, shape) => {
    expect(shape.type).toBe(name)
    expect(shapeNamed(name)).toBe(shape)
    expect(shape.doc).toMatch(/\.$/)
  })

  test('writes plain JSON', () => {
    expect(poisson({ perSecond: 20, durationMs: 100 })).toEqual({ type: 'poisson', perSecond: 20, durationMs: 100 })
  })

  test('one that does not exist is no shape', () => {
    expect(() => shapeNamed('tsunami')).toThrow('"tsunami"')
  })
})

describe('arrivals', () => {
  test.each([
    ['one every 50 ms', constant, { calls: 4, everyMs: 50 }, [0, 50, 100, 150]],
    ['from an instant on', constant, { calls: 3, everyMs: 0.5, fromMs: 10 }, [10, 10.5, 11]],
    ['none', constant, { calls: 0, everyMs: 50 }, []],
    ['all at once', burst, { calls: 3 }, [0, 0, 0]],
    ['all at once, later', burst, { calls: 2, atMs: 500 }, [500, 500]],
  ])('%s', (_story, shape, options, expected) => {
    expect(starts(shape, options)).toEqual(expected)
  })

  test('one caller, one call after the other', () => {
    expect(sequential.plan({ calls: 5 })).toEqual({ callers: 1, callsPerCaller: 5, pauseMs: 0 })
    expect(sequential.plan({ calls: 5, pauseMs: 20 }).pauseMs).toBe(20)
  })

  test('several callers, each one call after the other', () => {
    expect(callers.plan({ callers: 3, calls: 5 })).toEqual({ callers: 3, callsPerCaller: 5, pauseMs: 0 })
    expect(callers.plan({ callers: 3, calls: 5, pauseMs: 20 }).pauseMs).toBe(20)
  })
})

describe('independent arrivals', () => {
  const options = { perSecond: 20, durationMs: 600_000 }
  const arrivals = starts(poisson, options)

  test('are as many as they should be', () => {
    // Poisson: 12,000 expected, standard deviation sqrt(12,000) = 110.
    expect(Math.abs(arrivals.length - 12_000)).toBeLessThan(5 * 110)
  })

  test('keep distances whose mean and spread are those of an exponential', () => {
    const gaps = arrivals.map((atMs, index) => atMs - (arrivals[index - 1] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    const deviation = Math.sqrt(gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length)
    // 50 ms each; the mean of 12,000 has a standard deviation of 0.46 ms, their deviation about twice that.
    expect(Math.abs(mean - 50)).toBeLessThan(5 * 0.46)
    expect(Math.abs(deviation - 50)).toBeLessThan(5 * 0.92)
  })

  test('never descend, and stay inside the time', () => {
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
    expect(arrivals[0]).toBeGreaterThanOrEqual(0)
    expect(arrivals.at(-1)).toBeLessThan(options.durationMs)
  })

  test('are the same for the same seed, and fall on whole microseconds', () => {
    expect(starts(poisson, options)).toEqual(arrivals)
    expect([...poisson.starts(options, random(2))]).not.toEqual(arrivals)
    // Sums of thousandths are not exact in binary; the history rounds them again.
    for (const atMs of arrivals.slice(0, 1_000))
      expect(Math.abs(atMs * 1_000 - Math.round(atMs * 1_000))).toBeLessThan(1e-4)
  })
})

import { describe, expect, test } from 'vitest'
import { createRandom } from '../runtime/index.ts'
import {
  burst,
  callers,
  constant,
  constantArrivalRate,
  constantCallers,
  gamma,
  nextTurn,
  poisson,
  rampingArrivalRate,
  rampingCallers,
  sequential,
  shapeNamed,
  shapes,
  trace,
} from './index.ts'

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
    ['at a rate', constantArrivalRate, { perSecond: 4, durationMs: 1_000 }, [0, 250, 500, 750]],
    [
      'at a rate that is no whole number of ms',
      constantArrivalRate,
      { perSecond: 3, durationMs: 1_000 },
      [0, 333.333, 666.667],
    ],
    ['of a list', trace, { instantsMs: [0, 3, 3, 10] }, [0, 3, 3, 10]],
    ['of a list, twice as fast', trace, { instantsMs: [0, 3, 10], speed: 2 }, [0, 1.5, 5]],
    // 0 to 8 a second in a second are 4 calls: t = sqrt(k / 4) s.
    [
      'at a rising rate',
      rampingArrivalRate,
      { stages: [{ perSecond: 8, durationMs: 1_000 }] },
      [0, 500, 707.107, 866.025],
    ],
    // Steady for half a second, then down to none: 2 calls, and 2 more at 1 - sqrt(1 - k / 2).
    [
      'at a falling rate',
      rampingArrivalRate,
      {
        fromPerSecond: 4,
        stages: [
          { perSecond: 4, durationMs: 500 },
          { perSecond: 0, durationMs: 1_000 },
        ],
      },
      [0, 250, 500, 792.893],
    ],
    [
      'at rates that jump',
      rampingArrivalRate,
      {
        stages: [
          { perSecond: 2, durationMs: 0 },
          { perSecond: 2, durationMs: 1_000 },
          { perSecond: 10, durationMs: 0 },
          { perSecond: 10, durationMs: 200 },
        ],
      },
      [0, 500, 1_000, 1_100],
    ],
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

describe('callers with turns', () => {
  test('as many all the time', () => {
    const plan = constantCallers.plan({ callers: 3, durationMs: 500 })
    expect(plan).toMatchObject({ callers: 3, callsPerCaller: Infinity, pauseMs: 0 })
    expect([0, 499, 500].map((atMs) => nextTurn(plan.turns!(2), atMs))).toEqual([0, 499, undefined])
  })

  test('more, then as many, then fewer', () => {
    const plan = rampingCallers.plan({
      stages: [
        { callers: 4, durationMs: 400 },
        { callers: 4, durationMs: 100 },
        { callers: 0, durationMs: 200 },
      ],
    })
    expect(plan.callers).toBe(4)
    expect([0, 1, 2, 3].map((caller) => plan.turns!(caller))).toEqual([
      [{ fromMs: 0, toMs: 700 }],
      [{ fromMs: 100, toMs: 650 }],
      [{ fromMs: 200, toMs: 600 }],
      [{ fromMs: 300, toMs: 550 }],
    ])
  })

  test('one that goes comes again', () => {
    const stages = [2, 0, 2].map((callers) => ({ callers, durationMs: 100 }))
    const { turns } = rampingCallers.plan({ fromCallers: 2, stages, pauseMs: 5 })
    expect(turns!(1)).toEqual([
      { fromMs: 0, toMs: 150 },
      { fromMs: 250, toMs: 300 },
    ])
    expect([149, 150, 260, 300].map((atMs) => nextTurn(turns!(1), atMs))).toEqual([149, 250, 260, undefined])
  })

  test('a jump is a turn that begins or ends at once', () => {
    const stages = [
      { callers: 2, durationMs: 0 },
      { callers: 2, durationMs: 100 },
      { callers: 1, durationMs: 0 },
      { callers: 1, durationMs: 100 },
    ]
    const { turns } = rampingCallers.plan({ stages })
    expect([0, 1, 2].map((caller) => turns!(caller))).toEqual([
      [{ fromMs: 0, toMs: 200 }],
      [{ fromMs: 0, toMs: 100 }],
      [],
    ])
  })
})

describe('arrivals in bursts', () => {
  const options = { perSecond: 20, durationMs: 600_000 }
  const spread = (arrivals: readonly number[]) => {
    const gaps = arrivals.map((atMs, index) => atMs - (arrivals[index - 1] ?? 0))
    const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length
    return gaps.reduce((sum, gap) => sum + (gap - mean) ** 2, 0) / gaps.length / mean ** 2
  }

  // The squared coefficient of variation of a gamma distribution is 1 / shape.
  test.each([0.25, 0.5, 1, 4])('keep the rate, and have the spread of their shape: %s', (shape) => {
    const arrivals = starts(gamma, { ...options, shape })
    // Of 12,000, five standard deviations: each is sqrt(12,000 / shape).
    expect(Math.abs(arrivals.length - 12_000)).toBeLessThan(5 * Math.sqrt(12_000 / shape))
    expect(Math.abs(spread(arrivals) * shape - 1)).toBeLessThan(0.15)
    expect(arrivals).toEqual(arrivals.toSorted((a, b) => a - b))
    expect(starts(gamma, { ...options, shape })).toEqual(arrivals)
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

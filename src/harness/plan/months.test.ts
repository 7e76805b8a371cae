import { describe, expect, test } from 'vitest'
import { sample } from '../../../test/support/benchSamples.ts'
import { planOf } from '../../../test/support/planInputs.ts'
import { costDistribution } from './costDistribution.ts'
import { affordablePerSecond, monthlyCosts } from './months.ts'
import { Tally } from './tally.ts'

/** Calls that cost so many USD, a tenth of it for nothing; the first is no good answer. */
function paid(...usd: readonly (number | null)[]): Tally {
  const tally = new Tally({ slo: planOf().slo, warmUpMs: 0, everyMs: 1_000 })
  for (const [call, amount] of usd.entries())
    tally.add(
      sample(call, {
        outcome: call === 0 ? 'failed' : 'ok-first-try',
        atMostUsd: amount === null ? null : String(amount),
        wastedUsd: amount === null ? null : String(amount / 10),
      }),
    )
  return tally
}

describe('what calls cost', () => {
  test('is told by percentiles, by what was wasted, and by good answer', () => {
    const cost = costDistribution([paid(...Array.from({ length: 60 }, (_, call) => call + 1)), paid(61, 62, 63, 64)])!
    expect(cost).toMatchObject({ meanUsd: 32.5, p50Usd: 32, p90Usd: 58, p99Usd: 64, mostUsd: 64, wastedShare: 0.1 })
    expect(cost.perGoodUsd).toBeCloseTo((64 * 65) / 2 / 62, 8)
    expect(cost.bins.reduce((sum, { calls }) => sum + calls, 0)).toBe(64)
    expect(cost.bins.map(({ upToUsd }) => upToUsd)).toEqual(
      cost.bins.map(({ upToUsd }) => upToUsd).toSorted((one, other) => one - other),
    )
    expect(cost.bins[0]!.calls).toBe(2)
    expect(cost.bins).toHaveLength(24)
  })

  test('what is beyond the bins has one of its own', () => {
    const { bins } = costDistribution([paid(...Array.from({ length: 1_999 }, () => 1), 100)])!
    expect(bins).toHaveLength(25)
    expect(bins.slice(-2).map(({ upToUsd, calls }) => [upToUsd, calls])).toEqual([
      [1, 1_999],
      [100, 1],
    ])
  })

  test('is unknown where one call is, or there was none; nothing costs nothing', () => {
    expect(costDistribution([paid(1, null)])).toBeNull()
    expect(costDistribution([paid()])).toBeNull()
    expect(costDistribution([paid(0, 0)])).toMatchObject({
      wastedShare: 0,
      perGoodUsd: 0,
      bins: [{ upToUsd: 0, calls: 2 }],
    })
    expect(costDistribution([paid(5)])!.perGoodUsd).toBeNull()
  })
})

describe('what a month costs', () => {
  const cost = costDistribution([paid(0.001, 0.003)])!
  const demand = { peakPerSecond: 4, meanPerSecond: 1, users: null, byHour: null }
  const loads = [{ times: 1, perSecond: 4, cost } as const, { times: 2, perSecond: 8, cost: null } as const]

  test('is of thirty days, at the mean of the traffic, and at the rates that were stated', () => {
    const [once, twice] = monthlyCosts(loads, { demand, rates: { cny: 7, vnd: null } }, 4)
    expect(once).toEqual({
      times: 1,
      perSecond: 4,
      callsPerMonth: 2_592_000,
      usd: 5_184,
      wastedUsd: 518.4,
      cny: 36_288,
      vnd: null,
      isSustained: true,
    })
    expect(twice).toMatchObject({ callsPerMonth: 5_184_000, usd: null, wastedUsd: null, cny: null, isSustained: false })
    expect(monthlyCosts(loads, { demand: null, rates: { cny: null, vnd: 25_000 } }, 4)[0]).toMatchObject({
      callsPerMonth: 10_368_000,
      vnd: 518_400_000,
    })
  })

  test('says how much load may be afforded', () => {
    expect(affordablePerSecond({ monthlyBudgetUsd: 5_184, demand }, cost)).toBeCloseTo(4, 9)
    expect(affordablePerSecond({ monthlyBudgetUsd: 5_184, demand: null }, cost)).toBeCloseTo(1, 9)
    expect(affordablePerSecond({ monthlyBudgetUsd: null, demand }, cost)).toBe(Infinity)
    expect(affordablePerSecond({ monthlyBudgetUsd: 1, demand }, null)).toBe(Infinity)
    expect(affordablePerSecond({ monthlyBudgetUsd: 1, demand }, costDistribution([paid(0, 0)]))).toBe(Infinity)
  })
})

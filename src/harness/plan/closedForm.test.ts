import { describe, expect, test } from 'vitest'
import { concurrency } from '../../client/index.ts'
import { constantArrivalRate, poisson } from '../../load/index.ts'
import { createRandom } from '../../runtime/index.ts'
import { planOf, modelOf } from '../../../test/support/planInputs.ts'
import { meanTokens } from './guess.ts'
import { simulate } from './simulate.ts'
import { searchSustained } from './sustained.ts'

/** At even distances: what breaks a load is then its quota alone, and no chance. */
const evenly = (perSecond: number, durationMs: number) => constantArrivalRate({ perSecond, durationMs })
const within2Percent = (found: number, theory: number) => expect(Math.abs(found / theory - 1)).toBeLessThan(0.02)

describe('the most load that fits is what theory says', () => {
  test('of requests a minute: a sixtieth of them a second', async () => {
    const input = planOf({ models: [modelOf({ rpm: 120 })], trials: 1, durationMs: 240_000 })
    const { sustained } = await searchSustained({ input, arrivals: evenly, precision: 0.01 })
    within2Percent(sustained.perSecond, 120 / 60)
    expect(sustained.bindsFirst).toMatchObject({ resource: 'rpm', model: 'alpha' })
  })

  test('of tokens a minute: prompt and max_tokens of each call, whatever it answers', async () => {
    const input = planOf({ models: [modelOf({ tpm: 60_000 })], trials: 1, durationMs: 240_000 })
    const { sustained } = await searchSustained({ input, arrivals: evenly, precision: 0.01 })
    const reserved = meanTokens(input.workload.inputTokens) + input.workload.maxTokens
    within2Percent(sustained.perSecond, 60_000 / 60 / reserved)
    expect(sustained.bindsFirst).toMatchObject({ resource: 'tpm', model: 'alpha' })
  })
})

describe('calls that come by chance to one that takes one at a time', () => {
  const serviceMs = 200
  const perSecond = 2.5
  const rho = (perSecond * serviceMs) / 1_000
  const arrivals = (seed: number, durationMs: number) =>
    poisson.starts({ perSecond, durationMs }, createRandom(seed).stream('arrivals'))

  /** Lindley, Proc. Camb. Phil. Soc. 48 (1952): who comes waits for what the one before leaves. */
  function waits(instants: Iterable<number>): number[] {
    let freeMs = 0
    return Array.from(instants, (atMs) => {
      const startsMs = Math.max(atMs, freeMs)
      freeMs = startsMs + serviceMs
      return startsMs - atMs
    })
  }
  const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

  test('wait as the queue of their instants has it, each of them', async () => {
    const still = { medianMs: 100, sigma: 0 }
    const model = modelOf({ ttft: still, interToken: { medianMs: 10, sigma: 0 } })
    const input = planOf({ models: [model], workload: { outputTokens: { median: 10, sigma: 0 } } })
    const durationMs = 600_000
    const load = poisson({ perSecond, durationMs })
    const { tally } = await simulate({ input, seed: 3, load, warmUpMs: 0, durationMs, policies: [concurrency(1)] })
    const theory = waits(arrivals(3, durationMs)).toSorted((one, other) => one - other)
    const found = tally.waitedMs.toSorted((one, other) => one - other)
    expect(found).toHaveLength(theory.length)
    for (const [index, ms] of found.entries()) expect(Math.abs(ms - theory[index]!)).toBeLessThan(0.1)
  })

  test('and that queue is M/D/1: rho * D / (2 * (1 - rho)) on average (Pollaczek and Khinchine)', () => {
    within2Percent(meanOf(waits(arrivals(3, 400_000_000))), (rho * serviceMs) / (2 * (1 - rho)))
  })
})

test('the same seed gives the same figures, another one others', async () => {
  const input = planOf({ models: [modelOf({ rpm: 60 })] })
  const totals = async (seed: number) => {
    const load = poisson({ perSecond: 1, durationMs: 120_000 })
    const { tally, ledger } = await simulate({ input, seed, load, warmUpMs: 0, durationMs: 120_000 })
    return JSON.stringify([tally.totalMs, tally.costUsd, ledger.pages.get('alpha')])
  }
  const one = await totals(7)
  expect(await totals(7)).toBe(one)
  expect(await totals(8)).not.toBe(one)
})

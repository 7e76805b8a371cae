import { expect, test } from 'vitest'
import { modelOf, planOf } from '../../../test/support/planInputs.ts'
import { comparePolicies } from './outage.ts'
import { onePlayer } from './players.ts'

test('without breaker and budget an outage is met with a storm, and what comes back does so when it is over', async () => {
  const input = planOf({ models: [modelOf({ rpm: 120 })] })
  const { outcomes, outage, perSecond } = await comparePolicies(input, 1, onePlayer().play)
  expect(perSecond).toBe(1)
  expect(outage).toMatchObject({ models: ['alpha'], fromMs: 60_000, toMs: 120_000 })
  const of = (name: string) => outcomes.find(({ policy }) => policy === name)!
  expect(of('none-of-them').amplificationDuring).toBeGreaterThan(2 * of('as-is').amplificationDuring)
  expect(of('as-is').goodShareDuring).toBeLessThan(0.2)
  expect(of('as-is').goodShareAfter).toBeGreaterThan(0.9)
  expect(of('as-is').recoversAfterMs).toBeLessThan(30_000)
  const offered = outcomes.map(({ points }) => points.map((point) => point.offeredPerSecond))
  for (const one of offered) expect(one).toEqual(offered[0])
})

test('a storm that keeps itself alive never recovers: retries that are refused use up the quota they wait for', async () => {
  const input = planOf({ models: [modelOf({ rpm: 120 })] })
  const { outcomes } = await comparePolicies(input, 1.9, onePlayer().play)
  const naive = outcomes.find(({ policy }) => policy === 'none-of-them')!
  expect(naive.recoversAfterMs).toBeNull()
  expect(naive.goodShareAfter).toBeLessThan(0.9)
})

import { expect, test } from 'vitest'
import { scenarios } from '../scenarios/index.ts'
import { client } from '../targets/client.ts'
import { rehearse } from './rehearse.ts'
import { noRetryAfterTerminal as mutant } from '../targets/mutants/index.ts'
import type { World } from './world.ts'
import { virtual } from './worlds/index.ts'

const about = {
  package: 'theirs',
  version: () => null,
  language: 'any',
  timeoutOption: '`timeout`',
  configuration: 'defaults',
}

/** Real time on a machine that is late by so much, play after play; the last lag stays. */
function lateWorld(...lags: readonly number[]): World & { plays: number } {
  const world = {
    ...virtual,
    name: 'loopback' as const,
    realTime: true,
    plays: 0,
    play: async (plan: Parameters<World['play']>[0]) => {
      const worstLagMs = lags[Math.min(world.plays, lags.length - 1)]!
      world.plays += 1
      return { ...(await virtual.play(plan)), worstLagMs }
    },
  }
  return world
}

test.each([
  ['a quiet machine is believed at once', [5], 'held', 1],
  ['a noisy play is played again', [900, 5], 'held', 2],
  ['a machine that stays noisy gives no verdict, not even a good one', [900], 'no-verdict', 3],
] as const)('%s', async (_story, lags, verdict, plays) => {
  const world = lateWorld(...lags)
  const scenario = scenarios.find(({ name }) => name === 'auth-401')!
  const [run] = await rehearse({ targets: [client], scenarios: [scenario], worlds: [world], seed: 1 })
  expect([run?.verdict, world.plays]).toEqual([verdict, plays])
})

test.each([
  ['a client with long limits is blamed on a machine that is a little late', { ...about, timeoutMs: 1_500 }, 'broke'],
  ['one with short limits is not', { ...about, timeoutMs: 400 }, 'no-verdict'],
  ['nor is one of whose limits nothing is known', undefined, 'no-verdict'],
] as const)('%s', async (_story, told, verdict) => {
  const target = { ...mutant, ...(told === undefined ? {} : { about: told }) }
  const scenario = scenarios.find(({ name }) => name === 'param-400')!
  const [run] = await rehearse({ targets: [target], scenarios: [scenario], worlds: [lateWorld(100)], seed: 1 })
  expect(run?.verdict).toBe(verdict)
})

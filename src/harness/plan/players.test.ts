import { afterEach, expect, test } from 'vitest'
import { modelOf, planOf } from '../../../test/support/planInputs.ts'
import { poisson } from '../../load/index.ts'
import { onePlayer, openPlayers } from './players.ts'
import type { Simulation } from './simulate.ts'

const opened: { close(): Promise<void> }[] = []
afterEach(async () => {
  await Promise.all(opened.splice(0).map((players) => players.close()))
})

function players(count: number, onStep: (step: string) => void = () => {}) {
  const made = openPlayers(count, onStep)
  opened.push(made)
  return made
}

function simulation(fields: Partial<Simulation> = {}): Simulation {
  const durationMs = 20_000
  const load = poisson({ perSecond: 1, durationMs })
  return { input: planOf({ models: [modelOf({ rpm: 60 })] }), seed: 7, load, warmUpMs: 0, durationMs, ...fields }
}

test('a trial of another thread is that of this one: its tally, and its ledger', async () => {
  const here = await onePlayer().play(simulation(), '')
  const { tally, ledger } = await players(2).play(simulation(), '')
  expect(tally).toEqual({ ...here.tally })
  expect(ledger).toEqual({ pages: here.ledger.pages, wire: here.ledger.wire })
  expect(ledger.pages.get('alpha')?.requests).toBe(tally.attempts)
})

test.each([1, 3])('%i at a time: each has its own seed, and the first to be asked begins first', async (count) => {
  const steps: string[] = []
  const { play } = players(count, (step) => steps.push(step))
  const seeds = [1, 2, 3, 4, 5]
  const trials = await Promise.all(seeds.map((seed) => play(simulation({ seed }), `seed ${seed}`)))
  expect(steps).toEqual(seeds.map((seed) => `seed ${seed}`))
  const alone = await onePlayer().play(simulation({ seed: 4 }), '')
  expect(trials[3]!.tally.totalMs).toEqual(alone.tally.totalMs)
  expect(new Set(trials.map(({ tally }) => tally.totalMs.join())).size).toBe(seeds.length)
})

test.each([1, 2])('with %i of them, what fails is told to who asked, and those behind it are played', async (count) => {
  const { play } = players(count)
  const broken = play(simulation({ load: { type: 'no such load' } as never }), '')
  const whole = play(simulation(), '')
  await expect(broken).rejects.toThrow(/no such load/)
  expect((await whole).tally.calls).toBeGreaterThan(0)
})

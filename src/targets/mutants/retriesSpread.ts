import { createRandom, type Random } from '../../runtime/index.ts'
import { defineMutant } from './mutant.ts'

/** What every process begins with that never asks for chance of its own. */
const seedOfAll = 1

export const retriesSpread = defineMutant({
  name: 'mutant-retries-spread',
  convictedBy: 'retries-spread',
  doc: 'Draws its jitter from the same numbers as every other process, one after the other.',
  source: 'Go before 1.20: math/rand began with seed 1 in every process that did not set one (golang/go #54880).',
  open: (setup, open) => open({ ...setup, random: oneAfterTheOther(setup.random) }),
})

function oneAfterTheOther(random: Random): Random {
  const numbers = createRandom(seedOfAll).stream('all')
  return { stream: () => numbers, identity: (...key) => random.identity(...key) }
}

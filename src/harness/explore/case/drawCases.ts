import { createRandom } from '../../../runtime/index.ts'
import type { Scenario } from '../../../scenarios/scenario.ts'
import type { FC } from './fastCheck.ts'
import type { Odds } from './odds.ts'
import { randomCase } from './randomCase.ts'

/** In one of so many draws fast-check takes a value at the edge of what may be drawn. */
const biasFactor = 6

/** Seeds of runs are short: they stand in tokens. */
const seeds = 0x10000

/** A case, and the chance of its run. */
export interface DrawnCase {
  readonly scenario: Scenario
  readonly seed: number
}

/**
 * Draws the case of each number. Chance is dealt by the seed and the number: a case does not depend on how many others
 * were drawn, and two seeds have no case in common, however close they are.
 */
export function drawCases(fc: FC, seed: number, odds: Odds): (number: number) => DrawnCase {
  const arbitrary = randomCase(fc, odds)
  const random = createRandom(seed)
  return (number) => {
    const dice = random.stream('case', number)
    const generator = {
      clone: () => generator,
      next: () => (dice() * 2 ** 32) | 0,
      // Asked of nobody here; fast-check wraps what has none.
      jump: () => {},
      getState: () => [],
    }
    return {
      scenario: arbitrary.generate(new fc.Random(generator), biasFactor).value,
      seed: Math.floor(random.stream('run', number)() * seeds),
    }
  }
}

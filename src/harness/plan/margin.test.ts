import { expect, test } from 'vitest'
import { planOf } from '../../../test/support/planInputs.ts'
import { worstMargin } from './margin.ts'
import { Tally } from './tally.ts'

const { slo } = planOf()

/** So many calls with first tokens after these ms. */
function tallyOf(ttftMs: readonly number[]): Tally {
  const tally = new Tally({ slo, warmUpMs: 0, everyMs: 1_000 })
  tally.ttftMs.push(...ttftMs)
  tally.calls = ttftMs.length
  tally.answered = ttftMs.filter((ms) => ms < Infinity).length
  return tally
}
const times = (count: number, ms: number) => Array.from({ length: count }, () => ms)

test('a limit is kept up to 0, and the one that is kept least counts', () => {
  expect(worstMargin(tallyOf(times(100, 1_000)), slo)).toBe(0)
  expect(worstMargin(tallyOf(times(100, 1_100)), slo)).toBeCloseTo(Math.log(1.1), 9)
  expect(worstMargin(tallyOf([...times(99, 900), Infinity]), slo)).toBeCloseTo(Math.log(0.01 / 0.005), 9)
})

test('a seed that collapses is not made up for by four that do well', () => {
  const [well, collapsed] = [worstMargin(tallyOf(times(100, 50)), slo), worstMargin(tallyOf(times(100, Infinity)), slo)]
  expect(well).toBeLessThan(0)
  expect(4 * well + collapsed).toBeGreaterThan(0)
})

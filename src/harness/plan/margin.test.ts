import { expect, test } from 'vitest'
import { planOf } from '../../../test/support/planInputs.ts'
import { excessOf, worstMargin } from './margin.ts'
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

const marginOf = (...trials: Tally[]) =>
  worstMargin(
    trials.map((tally) => excessOf(tally, slo)),
    slo,
  )

test('a limit is kept while no more calls are beyond it than its percentile lets, and the one that is kept least counts', () => {
  expect(marginOf(tallyOf(times(300, 1_000)))).toBeLessThan(0)
  expect(marginOf(tallyOf([...times(297, 900), ...times(3, 1_001)]))).toBe(0)
  expect(marginOf(tallyOf([...times(296, 900), ...times(4, 1_001)]))).toBeCloseTo(Math.log(4 / 3), 9)
  // One failure is one too many for 99.5 % of so few, and none too many for p99.
  expect(marginOf(tallyOf([...times(299, 900), Infinity]))).toBe(0)
  expect(marginOf(tallyOf([...times(298, 900), ...times(2, Infinity)]))).toBeCloseTo(Math.log(2), 9)
})

test('trials count as one, as the percentiles do that are shown of them: no seed that collapses is averaged away', () => {
  const [well, collapsed] = [tallyOf(times(100, 50)), tallyOf(times(100, Infinity))]
  expect(marginOf(well, well, well, well)).toBeLessThan(0)
  expect(marginOf(well, well, well, well, collapsed)).toBe(2)
})

import { expect, test } from 'vitest'
import { chartedReport } from '../../../../test/support/chartedReport.ts'
import { many } from '../../../../test/support/benchSamples.ts'
import { summarise } from '../../../bench/metrics/summarise.ts'
import { runOverTime } from './runOverTime.ts'

const bench = chartedReport().bench!

/** So many models answer in turn, the second for the first. */
function namesOf(models: number): string[] {
  const records = many(600, (call) => {
    const series = `m${call % models}`
    return call % models === 0 ? { series, model: 'm1', outcome: 'ok-after-fallback' } : { series, model: series }
  })
  const { markup } = runOverTime({ ...bench, faults: [], summary: summarise(records) })!
  return [...markup.slice(0, markup.indexOf('class="narrow"')).matchAll(/>(m\d|others)<\/text>/g)].map(
    ([, name]) => name!,
  )
}

test('six that answered are named; of seven, those beyond five are told together', () => {
  expect(namesOf(7)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'm6'])
  expect(namesOf(8)).toEqual(['m1', 'm2', 'm3', 'm4', 'm5', 'others'])
})

import { expect, test } from 'vitest'
import { many } from '../../../test/support/benchSamples.ts'
import type { CallSample } from '../sample.ts'
import { SampleTable } from '../metrics/sampleTable.ts'
import { compareModels } from './compareModels.ts'

const names = ['first', 'alike', 'slow']
const options = { margin: 0.1, slo: [] }

/** Long and short prompts in turn, asked of each model: what the prompt does is far more than what the model does. */
function tableOf(pairOf: (call: number) => number) {
  const table = new SampleTable()
  const samples = many(1_800, (call): Partial<CallSample> => {
    const prompt = Math.floor(call / 3)
    const series = names[call % 3]!
    const lasts = 100 * Math.exp(((prompt * 619) % 301) / 60)
    return { series, model: series, pair: pairOf(call), endedMs: call * 10 + lasts * (series === 'slow' ? 1.3 : 1) }
  })
  for (const sample of samples) table.add(sample)
  return table
}
const table = tableOf((call) => Math.floor(call / 3))
const found = (some: SampleTable, series: string) =>
  compareModels(some, names, options)!.findings.find((one) => one.series === series && one.metric === 'total.p50')!

test('every model but the first is held against the first', () => {
  expect(found(table, 'alike')).toMatchObject({ word: 'same', change: 0 })
  expect(found(table, 'slow')).toMatchObject({ word: 'worse', change: expect.closeTo(0.3, 2) })
  expect(compareModels(table, names, options)).toMatchObject({ baseline: 'first', margin: 0.1 })
  expect(compareModels(table, names, options)!.findings.map(({ series }) => series)).not.toContain('first')
})

test('prompt by prompt: what prompts have in common is taken out', () => {
  const width = ({ interval }: ReturnType<typeof found>) => Number(interval![1]) - Number(interval![0])
  const strange = tableOf((call) => call)
  expect(width(found(table, 'slow'))).toBeLessThan(width(found(strange, 'slow')) / 3)
})

test('one model alone is no comparison', () => {
  expect(compareModels(table, ['first'], options)).toBeNull()
  expect(compareModels(new SampleTable(), names, options)).toBeNull()
})

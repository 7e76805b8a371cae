import { expect, test } from 'vitest'
import { many } from '../../../../test/support/benchSamples.ts'
import { summarise } from '../../../bench/metrics/summarise.ts'
import { costAgainstLatency } from './pareto.ts'

/** Of each model: how long its calls last, and what one costs. */
function pageOf(models: Readonly<Record<string, readonly [endMs: number, costUsd: string]>>) {
  const names = Object.keys(models)
  const records = many(600, (call) => {
    const series = names[call % names.length]!
    const [endMs, costUsd] = models[series]!
    return { series, model: series, endedMs: call * 10 + endMs + (call % 7), costUsd, atMostUsd: costUsd }
  })
  return costAgainstLatency(summarise(records))?.markup
}

test('a model is beaten only by one that is both faster and cheaper', () => {
  const markup = pageOf({
    fast: [300, '0.02'],
    cheap: [900, '0.001'],
    'slow and dear': [950, '0.03'],
    'fast and half as dear': [600, '0.01'],
  })
  const verdicts = [...markup!.matchAll(/<th scope="row">([^<]*)<\/th>[^]*?<td>([^<]*)<\/td>\s*<\/tr>/g)]
  expect(verdicts.filter(([, , verdict]) => verdict?.startsWith('another')).map(([, name]) => name)).toEqual([
    'slow and dear',
  ])
})

test('one model alone is no comparison', () => expect(pageOf({ fast: [300, '0.02'] })).toBeUndefined())

import { describe, expectTypeOf, test } from 'vitest'
import { defineConfig } from './defineConfig.ts'

describe('the models of a config are known by their names', () => {
  const config = defineConfig({
    models: [
      { id: 'deepseek-chat', price: { input: '0.27', output: '1.10', asOf: '2026-11-20' }, rpm: 60, tpm: '100k' },
      { id: 'other' },
    ],
    bench: { chat: { models: ['deepseek-chat'], rate: '2/s', duration: '60s', gates: { 'ttft.p95': '< 800ms' } } },
  })

  test('to whoever reads it', () => {
    expectTypeOf(config.models!).items.toHaveProperty('id').toEqualTypeOf<'deepseek-chat' | 'other'>()
  })

  test('to its benchmarks', () => {
    // @ts-expect-error there is no such model
    defineConfig({ models: [{ id: 'deepseek-chat' }], bench: { chat: { models: ['deepseek-chta'] } } })
  })

  test('without models any name of the models table may stand in a benchmark', () => {
    defineConfig({ bench: { chat: { models: ['moonshot-v1-8k'] } } })
  })

  test('amounts have their units', () => {
    // @ts-expect-error an hour is no unit of a duration here
    defineConfig({ bench: { chat: { duration: '1h' } } })
    // @ts-expect-error what for?
    defineConfig({ bench: { chat: { rate: '2/day' } } })
    // @ts-expect-error milliseconds say so
    defineConfig({ gates: { 'ttft.p95': '< 800' } })
    // @ts-expect-error there is no such metric
    defineConfig({ gates: { 'ttft.p59': '< 800ms' } })
    // @ts-expect-error prices are decimal strings
    defineConfig({ models: [{ id: 'a', price: { input: 0.27, output: '1', asOf: '2026-11' } }] })
    // @ts-expect-error a price has a date
    defineConfig({ models: [{ id: 'a', price: { input: '0.27', output: '1' } }] })
  })
})

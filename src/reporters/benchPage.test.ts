import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { failed, many } from '../../test/support/benchSamples.ts'
import { benchPlan } from '../../test/support/benchPlan.ts'
import { hostileTexts, sampleReport } from '../../test/support/sampleReport.ts'
import { readStrictly, shapeOf } from '../../test/support/strictMarkup.ts'
import { compareModels } from '../bench/compare/compareModels.ts'
import { SummaryBuilder } from '../bench/metrics/summarise.ts'
import type { Report } from '../harness/report.ts'
import type { ComparedRun } from '../harness/bench/compare/comparedRun.ts'
import { html } from './html.ts'

const names = ['deepseek-chat', 'moonshot-v1-8k', 'abab6-chat']
const records = many(1_200, (call) => {
  const series = names[call % 3]!
  if (call % 40 === 7) return { ...failed, series, attempts: 3 }
  if (call % 25 !== 3) return { series, model: series }
  const tries = [
    { model: series, startedMs: 0, endedMs: 120, errorClass: 'overloaded' as const },
    { model: 'abab6-chat', startedMs: 150, endedMs: 300, errorClass: null },
  ]
  return { series, model: 'abab6-chat', outcome: 'ok-after-fallback', attempts: 2, tries, failoverMs: 90 }
})
const { prompts, ...workload } = benchPlan().workload

function benchReport(some = records): Report {
  const builder = new SummaryBuilder()
  for (const one of some) builder.add(one)
  const series = builder.table.series.list
  const bench = {
    plan: { ...benchPlan(), workload: { ...workload, prompts: prompts.length } },
    planHash: 'c0ffee',
    shard: null,
    summary: builder.summary(),
    gates: [],
    models: compareModels(builder.table, series, { margin: 0.1, slo: [] }),
    earlier: [],
    sentence: 'Measured. No gates were set.',
    endedEarly: null,
    notBegun: 0,
    skippedLines: 0,
    faults: [],
    mock: null,
  }
  return { ...sampleReport, command: 'brownout bench', verdict: 'held', runs: [], bench }
}

const run: ComparedRun = {
  name: 'run',
  startedAt: sampleReport.startedAt,
  tool: sampleReport.tool,
  plan: benchPlan(),
  planHash: 'c0ffee',
  state: 'finished',
  records: () => records,
}
const render = (report: Report) => html.render(report, run)[0]!.content
const page = render(benchReport())
const elements = readStrictly(page, 'html')
const named = (name: string) => elements.filter((element) => element.name === name)

describe('the page of a benchmark', () => {
  test('shows what a team decides from, and each chart is a figure with a caption, a name, and its data as a table', () => {
    const figures = named('figure').map(({ attributes }) => attributes['id'])
    expect(figures).toEqual([
      'cost-vs-latency',
      'models-compared',
      'models-latency',
      'spectrum',
      'run-over-time',
      'latency-over-time',
      'outcomes-chart',
      'attempts',
      'cost',
    ])
    expect(named('figcaption')).toHaveLength(figures.length)
    expect(named('a').filter(({ attributes }) => 'download' in attributes)).toHaveLength(figures.length)
  })

  test('every picture says what it shows, and no place is there twice', () => {
    const ids = elements.flatMap(({ attributes }) => attributes['id'] ?? [])
    expect(new Set(ids).size).toBe(ids.length)
    for (const { attributes } of named('svg')) {
      expect(attributes['role']).toBe('img')
      for (const id of attributes['aria-labelledby']!.split(' ')) expect(ids).toContain(id)
    }
  })

  test('every picture of a figure is there for a phone, too, hidden where no style is', () => {
    const pictures = named('svg').map(({ attributes }) => attributes['aria-labelledby']!.split('-title')[0]!)
    const wide = pictures.filter((id) => id.startsWith('chart-') && !id.endsWith('-narrow'))
    expect(wide).not.toEqual([])
    for (const id of wide) expect(pictures).toContain(`${id}-narrow`)
    const phones = elements.filter(({ attributes }) => attributes['class'] === 'narrow')
    expect(phones).toHaveLength(wide.length)
    for (const { attributes } of phones) expect(attributes).toHaveProperty('hidden')
  })

  test('the key of single calls names whatever a line may hold, waits and other models too', () => {
    const key = page.slice(page.indexOf('chart-calls-key-desc'), page.indexOf('calls-slowest'))
    for (const name of ['failed attempt', 'wait before the next attempt', 'another model is asked'])
      expect(key).toContain(`>${name}</text>`)
  })

  test('no coordinate is lost', () =>
    expect(page.replace(/<script[^]*?<\/script>/g, '')).not.toMatch(/NaN|undefined|Infinity/))

  test('has one script, which its policy names by hash, and a block of data; it asks for nothing', () => {
    const [data, own, ...others] = [...page.matchAll(/<script([^>]*)>([^]*?)<\/script>/g)]
    expect(others).toEqual([])
    expect(data![1]).toBe(' type="application/json" id="brownout-run"')
    const hash = createHash('sha256').update(own![2]!).digest('base64')
    expect(page).toContain(`script-src &#39;sha256-${hash.replaceAll('"', '')}&#39;`)
    expect(own![2]).not.toMatch(/innerHTML|insertAdjacent|document\.write|eval|fetch|XMLHttp|import\(/)
    for (const { attributes } of elements)
      expect(Object.keys(attributes).filter((name) => /^on|^style$|^src$/.test(name))).toEqual([])
    for (const { attributes } of named('a')) expect(attributes['href']).toMatch(/^#[a-z0-9-]+$|^data:text\/csv;/)
  })

  test('hostile names change nothing of its shape', () => {
    const shape = shapeOf(elements)
    for (const text of hostileTexts) {
      const spoilt = records.map((record) => ({
        ...record,
        series: record.series + text,
        model: record.model === null ? null : record.model + text,
        reason: record.reason === null ? null : record.reason + text,
        ...(record.tries === undefined
          ? {}
          : { tries: record.tries.map((one) => ({ ...one, model: one.model + text })) }),
      }))
      const wordless = shapeOf(readStrictly(render(benchReport(spoilt)), 'html')).toSorted()
      expect(wordless).toEqual(shape.toSorted())
    }
  })

  test('the same report gives the same bytes', () => expect(render(structuredClone(benchReport()))).toBe(page))

  test.each([
    ['nothing', []],
    ['one call', records.slice(0, 1)],
    ['failures alone', many(50, () => failed)],
    ['no price', many(50, () => ({ costUsd: null, atMostUsd: null, wastedUsd: null }))],
  ])('of %s it can be drawn, too', (_, some) => {
    const drawn = render(benchReport(some))
    readStrictly(drawn, 'html')
    expect(drawn).not.toMatch(/NaN|undefined/)
  })
})

import { describe, expect, test } from 'vitest'
import { readCsv } from '../../test/support/injection/readCsv.ts'
import { samplePlan } from '../../test/support/samplePlan.ts'
import { sampleReport } from '../../test/support/sampleReport.ts'
import type { Report } from '../harness/report.ts'
import { csv } from './csv.ts'
import { text } from './text.ts'
import { annotationsOf } from './github/annotations.ts'
import { junit } from './junit.ts'

const reportOf = (verdict: Report['verdict']): Report => ({ ...sampleReport, verdict, runs: [], plan: samplePlan })
const contentOf = (reporter: typeof junit, verdict: Report['verdict']) =>
  String(reporter.render(reportOf(verdict))[0]!.content)

test('CI sees of a plan whether what is to be carried fits: one case, which fails where it does not', () => {
  const [held, broke] = [contentOf(junit, 'held'), contentOf(junit, 'broke')]
  expect(held).toContain('<testsuites name="brownout" tests="1" failures="0"')
  expect(broke).toContain('<testsuites name="brownout" tests="1" failures="1"')
  expect(broke).toContain(`message="${samplePlan.sentence.replaceAll('<', '&lt;').replaceAll('>', '&gt;')}"`)
  expect(held).not.toContain('<failure')
})

test('an annotation and a row of the table say the same', () => {
  expect(annotationsOf(reportOf('held'))).toEqual([])
  const [annotation, ...rest] = annotationsOf(reportOf('broke'))
  expect(rest).toEqual([])
  expect(annotation).toMatch(/^::error title=what is to be carried fits%3A /)
  expect(annotation).toContain('37.5 req/s')
  const rows = contentOf(csv, 'broke').split('\r\n')
  expect(rows.filter((row) => row.startsWith('"gate","plan","virtual",'))).toHaveLength(1)
})

describe('figures of a plan', () => {
  const rows = readCsv(contentOf(csv, 'held'))
  const rowOf = (name: string, load = '', series = '') =>
    rows.find((row) => row[4] === name && row[5] === series && row[14] === load)

  test('are rows of the CSV file: each load with its percentiles, quotas and cost, and the load at which they hold', () => {
    expect(rows[0]).toHaveLength(15)
    expect(new Set(rows.map((row) => row.length))).toEqual(new Set([15]))
    expect(rowOf('sustained')?.slice(7, 11)).toEqual(['37.5', '35.9', '38.4', 'perSecond'])
    for (const { offeredPerSecond, calls, isSustained, ttftMs } of samplePlan.cells) {
      const { value, interval } = ttftMs.p99
      const numbers = [value, ...interval!].map(String)
      expect(rowOf('ttft.p99', String(offeredPerSecond))?.slice(7, 12)).toEqual([...numbers, 'ms', String(calls)])
      expect(rowOf('slo.kept', String(offeredPerSecond))?.[7]).toBe(isSustained ? '1' : '0')
    }
    expect(rowOf('ttft.p99.9', '4')).toBeUndefined()
    expect(rowOf('tpm', '40', 'deepseek-chat')?.slice(7, 11)).toEqual(['200000', '', '', 'perMinute'])
    expect(rowOf('tpm.share', '40', 'deepseek-chat')?.[7]).toBe('1')
    expect(rowOf('cost.per1kGood', '4')?.slice(7, 11)).toEqual(['1.3', '', '', 'usd'])
  })

  test('losses, months and policies have theirs, and what never recovers is infinitely late', () => {
    expect(rowOf('sustained.without', '', 'credential key-1')?.slice(7, 10)).toEqual(['0', '0', '0'])
    expect(rowOf('month', '16', 'x2')?.[7]).toBe('49766.4')
    expect(rowOf('outage.amplification', '20', 'no-retry-budget')?.[7]).toBe('1.9')
    expect(rowOf('outage.recovery', '20', 'as-is')?.slice(7, 11)).toEqual(['4000', '', '', 'ms'])
    expect(rowOf('outage.recovery', '20', 'no-breaker')?.[7]).toBe('Infinity')
  })

  test('are lines of the text: a load a line, and nothing of runs that there were not', () => {
    const lines = contentOf(text, 'held').split('\n')
    expect(lines).toContain(
      'sustained perSecond=37.5 low=35.9 high=38.4 lastKept=36 firstBroken=40 binds=tpm model=deepseek-chat share=0.91',
    )
    expect(lines).toContain('demand perSecond=20 headroom=1.87')
    expect(lines.filter((line) => line.startsWith('load perSecond='))).toHaveLength(samplePlan.cells.length)
    expect(lines.find((line) => line.startsWith('load perSecond=40 kept=false'))).toContain(
      ' ttftP99Ms=880 totalP50Ms=2500 totalP99Ms=10000 ',
    )
    expect(lines).toContain(
      'lost kind=credential name=key-1 perSecond=0 low=0 high=0 binds=tpm model=deepseek-chat fits=false',
    )
    expect(lines.find((line) => line.startsWith('policy name=no-breaker'))).toContain('recoversAfterMs=never')
    expect(lines.some((line) => line.startsWith('counts'))).toBe(false)
  })

  test('that are not known are left out', () => {
    const bare = { ...samplePlan, headroom: null, policies: null, months: [], losses: [] }
    const cells = samplePlan.cells.map((cell) => ({ ...cell, cost: null, quotas: [] }))
    const report = { ...reportOf('held'), plan: { ...bare, cells, input: { ...samplePlan.input, demand: null } } }
    const names = new Set(readCsv(csv.render(report)[0]!.content).map((row) => row[4]))
    for (const name of ['headroom', 'cost.per1kGood', 'waste.share', 'tpm', 'month']) expect(names).not.toContain(name)
    expect(text.render(report)[0]!.content).not.toMatch(/^demand|null|undefined/m)
  })
})

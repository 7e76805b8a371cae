import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chartedReport } from '../../../test/support/chartedReport.ts'
import { samplePlan } from '../../../test/support/samplePlan.ts'
import { sampleReport } from '../../../test/support/sampleReport.ts'
import type { PlanReport } from '../../harness/plan/planReport.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import { NotDrawn, type NotDrawnReason, type Report, type Reporter } from '../../harness/report.ts'
import { json } from '../json.ts'
import { openPen } from './canvas.ts'
import * as charts from './charts/index.ts'
import { latency } from './charts/index.ts'
import { letterDrawer } from './letter.ts'
import { named } from './parts/named.ts'
import { draw, png } from './png.ts'

/** A project whose `node_modules` hold these files; its folder is gone with the test. */
function project(files: Readonly<Record<string, string>>): NodeJS.Require[] {
  const folder = emptyFolder()
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(join(folder, 'node_modules', path, '..'), { recursive: true })
    writeFileSync(join(folder, 'node_modules', path), content)
  }
  return [createRequire(join(folder, 'any.js'))]
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-png-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const fix = 'Fix: npm pkg set overrides.canvas=npm:@napi-rs/canvas@1 && npm i -D chartjs-node-canvas chart.js'
const chartJs = { 'chart.js/index.js': '' }
// What Node says of a binary that no install script brought: of another module than was asked for.
const noBinary =
  "throw Object.assign(new Error('Cannot find module ../canvas.node\\nRequire stack'), { code: 'MODULE_NOT_FOUND' })"
const ours = {
  'chartjs-node-canvas/index.js': "exports.ChartJSNodeCanvas = class { constructor() { require('canvas') } }",
}

function notDrawnBy(work: () => unknown): NotDrawnReason {
  try {
    work()
  } catch (error) {
    if (error instanceof NotDrawn) return error.reason
  }
  throw new Error('it was drawn')
}

describe('charts of a benchmark', () => {
  test('are PNG files, two pixels for each of CSS, the same each time', () => {
    const [first, ...others] = png.render(chartedReport())
    expect([first, ...others].map((artifact) => artifact!.file)).toEqual(
      Object.values(charts).flatMap((chart) => (chart.config(chartedReport()) === null ? [] : [`${chart.name}.png`])),
    )
    const bytes = Buffer.from(first!.content, 'base64')
    expect(bytes.subarray(1, 4).toString('latin1')).toBe('PNG')
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([1800, 960])
    expect(png.render(chartedReport())[0]).toEqual(first)
  })

  test('are none where nothing was measured, and no canvas is loaded for it', () => {
    const noPen = () => {
      throw new Error('asked for a canvas')
    }
    expect(draw(sampleReport, noPen)).toEqual([])
  })
})

describe('without a canvas', () => {
  test.each([
    ['not installed', {}, `chartjs-node-canvas is not installed. ${fix}`, true],
    ['without chart.js', ours, `chart.js is not installed. ${fix}`, true],
    [
      'without its binary',
      { ...chartJs, ...ours, 'canvas/index.js': noBinary },
      `the canvas does not load (Cannot find module ../canvas.node). ${fix}`,
      false,
    ],
    [
      'that takes no font',
      {
        ...chartJs,
        ...ours,
        'canvas/index.js': 'exports.GlobalFonts = { registerFromPath: () => {}, has: () => false }',
      },
      `the canvas does not take the font Inter. ${fix}`,
      false,
    ],
  ] as const)('%s: one line with the mend, and all other files are whole', (_how, files, line, isAbsent) => {
    const requires = project(files)
    const crippled: Reporter = { ...png, render: (report) => draw(report, () => openPen(requires)) }
    const folder = emptyFolder()
    const report = chartedReport()
    const notDrawn = writeArtifacts(folder, report, [crippled, json])
    expect(notDrawn).toEqual([`PNG charts off: ${line}`])
    expect(readdirSync(folder)).toEqual(['report.json'])
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toEqual(report)
    const reason = notDrawnBy(() => letterDrawer(() => openPen(requires))('A'))
    expect(reason.isAbsent ?? false).toBe(isAbsent)
  })

  test('beside this package, the one of the project that asks is taken', () => {
    const own = createRequire(import.meta.url)
    const [elsewhere] = project({})
    const config = () => latency.config(chartedReport())!
    expect(openPen([elsewhere!, own]).draw(config(), latency.size).length).toBeGreaterThan(10_000)
  })

  test('that fails on the way: the same', () => {
    const pen = {
      draw: () => {
        throw new Error('out of memory')
      },
    }
    expect(() => draw(chartedReport(), () => pen)).toThrow(NotDrawn)
  })

  test('any other error of a reporter is a bug, and is thrown', () => {
    const buggy: Reporter = { ...json, render: () => [][0]! as never }
    expect(() => writeArtifacts(emptyFolder(), chartedReport(), [buggy])).toThrow(TypeError)
  })
})

describe('charts of a plan', () => {
  const report = (changes: Partial<PlanReport>): Report => ({ ...sampleReport, plan: { ...samplePlan, ...changes } })
  const namesOf = (changes: Partial<PlanReport>) =>
    Object.values(charts).flatMap((chart) => (chart.config(report(changes)) === null ? [] : [chart.name]))

  test('are those that it has figures for', () => {
    const all = ['latency-vs-load', 'n-minus-one', 'retry-amplification-vs-load', 'policies-through-outage']
    expect(namesOf({})).toEqual(all)
    expect(namesOf({ policies: null, whatIf: null, losses: [] })).toEqual([all[0], all[2]])
    expect(
      namesOf({ cells: samplePlan.cells.slice(0, 1), policies: { ...samplePlan.policies!, outcomes: [] } }),
    ).toEqual(['n-minus-one'])
  })

  test('the amplification has a line for each model that is lost, with quotas as they are', () => {
    const { datasets } = charts.amplificationByLoad.config(report({}))!.data
    expect(datasets.map(({ label }) => label)).toEqual(['nothing lost', 'without deepseek-chat', 'no retries'])
    expect(datasets[1]!.data.map((point) => (point as { x: number }).x)).toEqual(samplePlan.whatIf!.loadsPerSecond)
  })

  test('the outage has a line for each policy in both halves, named once, with what came of it', () => {
    const { datasets } = charts.throughOutage.config(report({}))!.data
    expect(datasets.map(({ label }) => label)).toEqual([
      'the client as it is: 1.2x, in 4 s',
      'without a retry budget: 1.9x, in 8 s',
      'without a circuit breaker: 2.6x, never again',
      'offered: 20 calls/s',
      ...Array<string>(4).fill(''),
    ])
    const sumOf = (index: number) =>
      datasets[index]!.data.reduce<number>((sum, point) => sum + (point as { y: number }).y, 0)
    expect(sumOf(0)).toBeGreaterThan(sumOf(4))
  })
})

test('a name is no longer than a legend has room for, and shows what it holds in letters that the font has', () => {
  expect(named('a\u001b[31m\u007f\u202e')).toBe('a<U+001B>[31m<U+007F><U+202E>')
  expect(named('x'.repeat(37))).toBe(`${'x'.repeat(35)}…`)
  expect(named('x'.repeat(36))).toBe('x'.repeat(36))
})

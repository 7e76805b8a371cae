import { createRequire } from 'node:module'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chartedReport } from '../../../test/support/chartedReport.ts'
import { sampleReport } from '../../../test/support/sampleReport.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import { NotDrawn, type NotDrawnReason, type Reporter } from '../../harness/report.ts'
import { json } from '../json.ts'
import { openPen } from './canvas.ts'
import * as charts from './charts/index.ts'
import { latency } from './charts/index.ts'
import { letterDrawer } from './letter.ts'
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

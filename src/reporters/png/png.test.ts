import { createRequire } from 'node:module'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { chartedReport } from '../../../test/support/chartedReport.ts'
import { sampleReport } from '../../../test/support/sampleReport.ts'
import { writeArtifacts } from '../../harness/runFolder.ts'
import { NotDrawn, type Reporter } from '../../harness/report.ts'
import { json } from '../json.ts'
import { openPen } from './canvas.ts'
import * as charts from './charts/index.ts'
import { draw, png } from './png.ts'

const ownRequire = createRequire(import.meta.url)

/** A `require` that finds everything but one package, which fails as given. */
function lacking(name: string, error: Error): NodeJS.Require {
  const require = (asked: string) => {
    if (asked === name) throw error
    return ownRequire(asked) as unknown
  }
  return Object.assign(require, ownRequire) as NodeJS.Require
}

function emptyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'brownout-png-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const absent = Object.assign(new Error("Cannot find module 'chartjs-node-canvas'"), { code: 'MODULE_NOT_FOUND' })
const broken = new Error('Failed to load native binding\nand many more lines')

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
    ['not installed', absent, /^PNG charts off: .* is not installed\. Fix: npm i -D chartjs-node-canvas chart\.js$/],
    [
      'without its binary',
      broken,
      /^PNG charts off: the canvas does not load \(Failed to load native binding\)\. Fix: /,
    ],
  ])('%s: one line with the mend, and all other files are whole', (_how, error, line) => {
    const crippled: Reporter = {
      ...png,
      render: (report) => draw(report, () => openPen(lacking('chartjs-node-canvas', error))),
    }
    const folder = emptyFolder()
    const report = chartedReport()
    const notDrawn = writeArtifacts(folder, report, [crippled, json])
    expect(notDrawn).toEqual([expect.stringMatching(line)])
    expect(readdirSync(folder)).toEqual(['report.json'])
    expect(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8'))).toEqual(report)
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

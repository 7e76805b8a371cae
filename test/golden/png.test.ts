import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import pixelmatch from 'pixelmatch'
import { PNG } from 'pngjs'
import { describe, expect, test } from 'vitest'
import { openPen } from '../../src/reporters/png/canvas.ts'
import { latency } from '../../src/reporters/png/charts/index.ts'
import { png } from '../../src/reporters/png/png.ts'
import { chartedReport, chartedReports } from '../support/chartedReport.ts'

const folder = join(import.meta.dirname, '../../docs/img')
/** Of all pixels: text that is smoothed otherwise by another build of Skia; a line that moved is more. */
const tolerance = 0.002

function differing(one: Buffer, other: Buffer): number {
  const [first, second] = [PNG.sync.read(one), PNG.sync.read(other)]
  expect([second.width, second.height]).toEqual([first.width, first.height])
  const pixels = pixelmatch(first.data, second.data, undefined, first.width, first.height, { threshold: 0.1 })
  return pixels / (first.width * first.height)
}

describe('charts look as the samples in docs/img (npm run docs:images draws them anew)', () => {
  const drawn = chartedReports().flatMap((report) => png.render(report))

  test.each(drawn.map(({ file, content }) => [file, content] as const))('%s', (file, content) => {
    expect(differing(readFileSync(join(folder, file)), Buffer.from(content, 'base64'))).toBeLessThan(tolerance)
  })

  test('each has its sample, and no sample is left over', () => {
    expect(readdirSync(folder).filter((name) => name.endsWith('.png'))).toEqual(
      drawn.map(({ file }) => file).toSorted(),
    )
  })

  test('a chart of other figures is no match', () => {
    const other = png.render(chartedReport(undefined, 3_000))
    const of = (file: string) => Buffer.from(other.find((one) => one.file === file)!.content, 'base64')
    expect(differing(readFileSync(join(folder, 'failover.png')), of('failover.png'))).toBeGreaterThan(tolerance)
  })
})

/** Dark pixels in the legend of a chart whose models are called so. */
function legendOf(names: readonly string[]): Buffer {
  const config = latency.config(chartedReport(names, 600))!
  const { data, width, height } = PNG.sync.read(Buffer.from(openPen().draw(config, latency.size)))
  return data.subarray(width * 4 * (height - 110))
}

test("Vietnamese letters and the sign of the dong are drawn, each its own: none is the font's empty box", () => {
  // What a font lacks is drawn as the same box, whatever letter it is.
  const shapes = ['ế', 'ộ', 'ữ', '₫', 'đ', 'Ệ', '\u{10ffff}'].map((letter) =>
    legendOf([letter, 'b', 'c']).toString('latin1'),
  )
  expect(new Set(shapes).size).toBe(shapes.length)
})

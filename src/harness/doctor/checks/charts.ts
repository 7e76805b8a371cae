import { messages } from '../../../messages/index.ts'
import type { Check, Finding, Machine } from '../finding.ts'
import { reasonOf } from '../reasonOf.ts'

const words = messages.doctor.charts

/** As far as it is asked: node-canvas' own way to draw. */
interface Canvas {
  createCanvas(
    width: number,
    height: number,
  ): {
    getContext(kind: '2d'): {
      font: string
      fillText(text: string, x: number, y: number): void
      getImageData(x: number, y: number, width: number, height: number): { readonly data: Uint8ClampedArray }
    }
  }
}

const packages = ['canvas', 'chart.js', 'chartjs-node-canvas'] as const
/** Vietnamese stacks two signs on a letter, and its currency is not in every font. */
const glyphs = ['ế', 'ộ', 'ữ', '₫', 'A'] as const
/** A noncharacter of Unicode: no font draws it, so it looks as everything looks that a font lacks. */
const lacking = '\u{10FFFE}'
const sizePx = 48

/** Charts as pictures are an extra: pages draw their own. */
export const charts: Check = {
  name: 'charts',
  look: (machine) => [lookAtCharts(machine)],
}

function lookAtCharts(machine: Machine): Finding {
  const found = (state: Finding['state'], text: string, fix: string | null): Finding => ({
    check: 'charts',
    state,
    text,
    fix,
  })
  let canvas: Canvas | undefined
  for (const name of packages) {
    try {
      const loaded = machine.load(name)
      if (name === 'canvas') canvas = loaded as Canvas
    } catch (error) {
      const isThere = (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND'
      return isThere
        ? found('warning', words.broken(name, reasonOf(error)), words.fixBroken)
        : found('note', words.missing(name), words.fixMissing)
    }
  }
  const none = pixelsOf(canvas!, lacking)
  const blank = pixelsOf(canvas!, ' ')
  const missing = glyphs.filter((glyph) => [none, blank].includes(pixelsOf(canvas!, glyph)))
  if (missing.length === glyphs.length) return found('warning', words.noFonts, words.fixFonts)
  if (missing.length > 0) return found('warning', words.noGlyphs(missing), words.fixFonts)
  return found('ok', words.ok, null)
}

function pixelsOf(canvas: Canvas, text: string): string {
  const context = canvas.createCanvas(sizePx, sizePx).getContext('2d')
  context.font = `${sizePx / 2}px sans-serif`
  context.fillText(text, sizePx / 4, (sizePx * 3) / 4)
  return Buffer.from(context.getImageData(0, 0, sizePx, sizePx).data).toString('base64')
}

import { openPen, type Pen } from './canvas.ts'
import { family } from './font.ts'

const size = { width: 64, height: 64 }

/** A letter as charts draw it, in base64: whoever asks whether they have text compares. Throws `NotDrawn`. */
export function letterDrawer(open: () => Pen = openPen): (letter: string) => string {
  let pen: Pen | undefined
  return (letter) => {
    pen ??= open()
    const title = { display: true, text: letter, font: { family, size: 24 } }
    const config = { type: 'scatter' as const, data: { datasets: [] }, options: { plugins: { title } } }
    return Buffer.from(pen.draw(config, size)).toString('base64')
  }
}

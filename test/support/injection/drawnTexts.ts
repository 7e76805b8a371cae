import { createCanvas } from '@napi-rs/canvas'
import { Chart } from 'chart.js/auto'
import type { Report } from '../../../src/harness/report.ts'
import * as charts from '../../../src/reporters/png/charts/index.ts'

/** A text as it was drawn: where its box lies, in the picture's own pixels. */
export interface DrawnText {
  readonly chart: string
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
  readonly width: number
  readonly height: number
}

const drawing = new Set(['fill', 'stroke', 'fillRect', 'strokeRect', 'clearRect', 'drawImage', 'putImageData', 'clip'])

/** Every text that the pictures of a report draw. Chart.js lays them out on a real canvas, whose ink alone is left out. */
export function drawnTexts(report: Report): DrawnText[] {
  return Object.values(charts).flatMap((chart) => {
    const { name, size } = chart
    const drawn = chart.config(report)
    if (drawn === null) return []
    const texts: DrawnText[] = []
    const canvas = createCanvas(size.width, size.height)
    const context = canvas.getContext('2d')
    const note = (text: string, x: number, y: number) => {
      const { actualBoundingBoxLeft: before, actualBoundingBoxRight: after, ...box } = context.measureText(text)
      const { a, b, c, d, e, f } = context.getTransform()
      const corners = [x - before, x + after].flatMap((px) =>
        [y - box.actualBoundingBoxAscent, y + box.actualBoundingBoxDescent].map((py) => [
          a * px + c * py + e,
          b * px + d * py + f,
        ]),
      )
      const [xs, ys] = [corners.map(([at]) => at!), corners.map(([, at]) => at!)]
      const [left, right, top, bottom] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
      texts.push({ chart: name, text, left, right, top, bottom, ...size })
    }
    const watched = new Proxy(context, {
      get: (_, property: string) => {
        if (property === 'canvas') return paper
        if (property === 'fillText') return note
        if (property === 'strokeText' || drawing.has(property)) return () => {}
        const value = context[property as keyof typeof context] as unknown
        return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(context) : value
      },
      set: (_, property, value) => Reflect.set(context, property, value),
    })
    const paper = { width: size.width, height: size.height, style: {}, getContext: () => watched }
    const options = { ...drawn.options, responsive: false, animation: false as const, devicePixelRatio: 1 }
    new Chart(watched as unknown as CanvasRenderingContext2D, { ...drawn, options }).destroy()
    return texts
  })
}

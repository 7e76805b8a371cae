import type { ChartConfiguration } from 'chart.js'
import type { ChartJSNodeCanvas } from 'chartjs-node-canvas'
import { messages } from '../../messages/index.ts'
import { family, fontFiles } from './font.ts'
import { notDrawn } from './notDrawn.ts'
import { loadCanvas, places, type CanvasModule } from './packages.ts'
import { theme } from '../theme.ts'

const words = messages.png

/** In CSS pixels; a PNG has twice as many each way, for screens and print. */
export interface Size {
  readonly width: number
  readonly height: number
}

const pixelRatio = 2

export interface Pen {
  /** PNG. The config is used up: chart.js writes into it. */
  draw(config: ChartConfiguration, size: Size): Uint8Array
}

/**
 * Loads the canvas, which is an optional package with a binary, when the first chart is drawn. Throws `NotDrawn`, with how to
 * mend it, where it is not installed, its binary does not load, or it does not take the font: text would be missing in silence.
 */
export function openPen(requires: readonly NodeJS.Require[] = places()): Pen {
  const { Canvas, canvas } = loadCanvas(requires)
  takeFonts(canvas)
  const canvases = new Map<string, ChartJSNodeCanvas>()
  return {
    draw: (config, { width, height }) => {
      const key = `${width}x${height}`
      const known = canvases.get(key)
      const one = known ?? new Canvas({ width, height, backgroundColour: theme.light.ground })
      canvases.set(key, one)
      config.options = { ...config.options, devicePixelRatio: pixelRatio }
      return one.renderToBufferSync(config, 'image/png')
    },
  }
}

function takeFonts({ GlobalFonts, registerFont }: CanvasModule): void {
  for (const { path, weight } of fontFiles) {
    if (GlobalFonts === undefined) registerFont?.(path, { family, weight })
    else GlobalFonts.registerFromPath(path, family)
  }
  if (GlobalFonts?.has(family) === false) throw notDrawn({ why: words.noFont(family), fix: words.fixPackages })
}

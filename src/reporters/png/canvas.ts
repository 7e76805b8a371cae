import { createRequire } from 'node:module'
import type { ChartConfiguration } from 'chart.js'
import type { ChartJSNodeCanvas } from 'chartjs-node-canvas'
import { NotDrawn } from '../../harness/report.ts'
import { messages } from '../../messages/index.ts'
import { family, fontFiles } from './font.ts'
import { theme } from '../theme.ts'

const words = messages.png

/** What there is of the two ways in which a canvas takes a font: node-canvas has one, Skia's the other. */
interface CanvasModule {
  readonly GlobalFonts?: {
    registerFromPath(path: string, family: string): unknown
    has(family: string): boolean
  }
  readonly registerFont?: (path: string, face: { readonly family: string; readonly weight: string }) => void
}

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
export function openPen(require: NodeJS.Require = createRequire(import.meta.url)): Pen {
  const { Canvas, canvas } = load(require)
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

function load(require: NodeJS.Require): { readonly Canvas: typeof ChartJSNodeCanvas; readonly canvas: CanvasModule } {
  try {
    const { ChartJSNodeCanvas: Canvas } = require('chartjs-node-canvas') as typeof import('chartjs-node-canvas')
    // The one that it draws with, which need not be ours.
    const canvas = createRequire(require.resolve('chartjs-node-canvas'))('canvas') as CanvasModule
    return { Canvas, canvas }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    throw new NotDrawn(code === 'MODULE_NOT_FOUND' ? words.notInstalled : words.doesNotLoad(message), { cause: error })
  }
}

function takeFonts({ GlobalFonts, registerFont }: CanvasModule): void {
  for (const { path, weight } of fontFiles) {
    if (GlobalFonts === undefined) registerFont?.(path, { family, weight })
    else GlobalFonts.registerFromPath(path, family)
  }
  if (GlobalFonts?.has(family) === false) throw new NotDrawn(words.noFont(family))
}

import { createRequire } from 'node:module'
import { join } from 'node:path'
import { messages } from '../../messages/index.ts'
import { notDrawn } from './notDrawn.ts'

const { notInstalled, doesNotLoad, fixPackages } = messages.png

/** What there is of the two ways in which a canvas takes a font: node-canvas has one, Skia's the other. */
export interface CanvasModule {
  readonly GlobalFonts?: {
    registerFromPath(path: string, family: string): unknown
    has(family: string): boolean
  }
  readonly registerFont?: (path: string, face: { readonly family: string; readonly weight: string }) => void
}

export interface CanvasPackages {
  readonly Canvas: typeof import('chartjs-node-canvas').ChartJSNodeCanvas
  /** The one that it draws with, which need not be ours. */
  readonly canvas: CanvasModule
}

/** Where optional packages may lie: beside this one, or in the project that asks for it by `npx` or a global command. */
export const places = (): NodeJS.Require[] => [
  createRequire(import.meta.url),
  createRequire(join(process.cwd(), 'any.js')),
]

/** Loads what pictures need, all of it optional. Throws `NotDrawn` where it is not installed, or its binary does not load. */
export function loadCanvas(requires: readonly NodeJS.Require[]): CanvasPackages {
  const require = requires.find((one) => isThere(one, 'chartjs-node-canvas')) ?? requires[0]!
  for (const name of ['chartjs-node-canvas', 'chart.js'])
    if (!isThere(require, name)) throw notDrawn({ why: notInstalled(name), fix: fixPackages, isAbsent: true })
  try {
    const { ChartJSNodeCanvas: Canvas } = require('chartjs-node-canvas') as typeof import('chartjs-node-canvas')
    return { Canvas, canvas: createRequire(require.resolve('chartjs-node-canvas'))('canvas') as CanvasModule }
  } catch (cause) {
    throw notDrawn({ why: doesNotLoad((cause as Error).message), fix: fixPackages, cause })
  }
}

function isThere(require: NodeJS.Require, name: string): boolean {
  try {
    require.resolve(name)
    return true
  } catch {
    return false
  }
}

import { charactersIn, cut, widthOf } from './draw.ts'
import { isNarrow } from './widths.ts'

/** How much higher a row is that has its name above itself. */
export const nameAbovePx = 16

/** Where what is drawn begins at most, beside the longest names. */
export const mostLeftPx = 200

export interface RowNames {
  readonly names: readonly string[]
  /** Where what is drawn begins. */
  readonly left: number
  readonly isAbove: boolean
}

/** Names of rows stand beside them; in a narrow picture above. */
export function rowNames(all: readonly string[], width: number): RowNames {
  if (isNarrow(width)) return { names: all.map((name) => cut(name, charactersIn(width - 90))), left: 12, isAbove: true }
  const names = all.map((name) => cut(name, 28))
  return { names, left: Math.min(mostLeftPx, Math.max(60, ...names.map((name) => widthOf(name) + 14))), isAbove: false }
}

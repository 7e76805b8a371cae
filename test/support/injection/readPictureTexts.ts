import type { DrawnText } from './drawnTexts.ts'
import { harmless } from './harmless.ts'

/** What may be beyond the edge without anybody's loss, in px: letters have room around them. */
const edgePx = 1

/** Throws for a text that steers, is no whole text, or is cut by the picture's edge. How many there are depends on their lengths. */
export function readPictureTexts(written: string): string[] {
  for (const { chart, text, left, right, top, bottom, width, height } of JSON.parse(written) as DrawnText[]) {
    if (!text.isWellFormed()) throw new Error(`${chart}: half a character in ${JSON.stringify(text)}`)
    harmless(text.replaceAll('\n', '\u0000'))
    const isInside = left >= -edgePx && top >= -edgePx && right <= width + edgePx && bottom <= height + edgePx
    if (!isInside)
      throw new Error(
        `${chart}: beyond the edge ${[left, top, right, bottom].map(Math.round).join()}: ${JSON.stringify(text)}`,
      )
  }
  return []
}

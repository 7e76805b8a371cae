import { html, type Html } from '../html/template.ts'
import { seriesStyle, theme, type Marker } from '../theme.ts'
import { bar, charactersIn, cut, label, linesOf, mark, raw, widthOf } from './draw.ts'
import { stroke, type Ink } from './ink.ts'

export interface LegendEntry {
  readonly name: string
  /** Of a line: its place in the theme. */
  readonly series?: number
  /** Of an area. */
  readonly ink?: Ink
  readonly isHatched?: boolean
  /** Of a level line, or the diagonal. */
  readonly line?: 'limit' | 'diagonal'
  /** Of a mark that stands alone. */
  readonly marker?: Marker
  /** Words of ours: in lines where they are too long. What comes from outside is cut, or it could grow without end. */
  readonly isWrapped?: true
}

const rowHeight = 18
const keyWidth = 30
const mostCharacters = 64

/** Names with their lines, in as many rows as they need. Returns how high it is, in px. */
export function legend(
  entries: readonly LegendEntry[],
  width: number,
): { readonly drawn: Html; readonly height: number } {
  let [x, row] = [0, 0]
  const placed = entries.map((entry) => {
    const lines = entry.isWrapped
      ? linesOf(entry.name, width - keyWidth)
      : [cut(entry.name, Math.min(mostCharacters, charactersIn(width - keyWidth)))]
    const needs = keyWidth + Math.max(...lines.map(widthOf)) + 14
    if (x > 0 && x + needs > width) [x, row] = [0, row + 1]
    const at = { x, y: row * rowHeight + 12 }
    x += needs
    row += lines.length - 1
    const texts = lines.map((line, nth) =>
      label(line, { x: at.x + keyWidth - 4, y: at.y + nth * rowHeight, ink: 'text' }),
    )
    return html`${keyOf(entry, at.x, at.y - 4)}${texts}`
  })
  return { drawn: html`${placed}`, height: entries.length === 0 ? 0 : (row + 1) * rowHeight }
}

function keyOf(
  { series, ink = 'quiet', isHatched = false, line, marker: alone }: LegendEntry,
  x: number,
  y: number,
): Html {
  if (alone !== undefined) return mark(alone, x + 11, y, ink)
  if (line !== undefined) return raw(`<path d="M${x},${y}h22" ${markingLine[line]} fill="none"></path>`)
  if (series === undefined) return bar(x + 4, y - 5, 14, 10, ink, undefined, isHatched ? 'fill-opacity="0.35"' : '')
  const { colour, marker } = seriesStyle(series)
  return html`${raw(`<path d="M${x},${y}h22" ${lineOf(series)}></path>`)}${mark(marker, x + 11, y, `s${colour}`)}`
}

/** Attributes of lines that are no data. */
export const markingLine = {
  limit: `${stroke('bad')} stroke-dasharray="6 4" stroke-width="1.5"`,
  diagonal: `${stroke('quiet')} stroke-dasharray="2 4"`,
}

/** Attributes of a series' line. */
export function lineOf(series: number): string {
  const { colour, dash } = seriesStyle(series)
  const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`
  return `${stroke(`s${colour}`)} fill="none" stroke-width="${theme.lineWidthPx}"${dashes}`
}

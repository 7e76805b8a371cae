import { symbol, symbolCircle, symbolCross, symbolDiamond, symbolSquare, symbolStar, symbolTriangle } from 'd3-shape'
import { compact, html, Html, type Value } from '../html/template.ts'
import { theme, type Marker } from '../theme.ts'
import { fill, stroke, type Ink } from './ink.ts'

/** Tenths of a px: no eye sees more, and bytes are the same everywhere. */
function px(value: number): string {
  return String(Math.round(value * 10) / 10)
}

export interface TextAt {
  readonly x: number
  readonly y: number
  readonly anchor?: 'start' | 'middle' | 'end'
  readonly ink?: Ink
  /** Keeps lines that run below it off. */
  readonly hasHalo?: boolean
}

/** Text on its baseline; what it says is escaped. */
export function label(text: string, { x, y, anchor = 'start', ink = 'quiet', hasHalo = false }: TextAt): Html {
  const stands = anchor === 'start' ? '' : ` text-anchor="${anchor}"`
  return html`<text x="${px(x)}" y="${px(y)}" ${raw(stands)} ${raw(hasHalo ? halo(ink) : fill(ink))}>${text}</text>`
}

function halo(ink: Ink): string {
  return `${fill(ink)} ${stroke('ground')} stroke-width="4" paint-order="stroke"`
}

/** Ours, and trusted. */
export function raw(markup: string): Html {
  return new Html(markup)
}

/** A straight line. */
export function rule(
  [x1, y1]: readonly [number, number],
  [x2, y2]: readonly [number, number],
  ink: Ink,
  more = '',
): Html {
  return raw(`<path d="M${px(x1)},${px(y1)}L${px(x2)},${px(y2)}" ${stroke(ink)} fill="none" ${more}></path>`)
}

/** A bar of at least a hair's breadth: what is there must be seen. `says` is what a pointer is told. */
export function bar(x: number, y: number, width: number, height: number, ink: Ink, says?: string, more = ''): Html {
  const size = `x="${px(x)}" y="${px(y)}" width="${px(Math.max(0.7, width))}" height="${px(height)}"`
  const title = says === undefined ? '' : html`<title>${says}</title>`
  return html`${raw(`<rect ${size} ${fill(ink)} ${more}>`)}${title}${raw('</rect>')}`
}

const symbols = {
  circle: symbolCircle,
  square: symbolSquare,
  triangle: symbolTriangle,
  diamond: symbolDiamond,
  cross: symbolCross,
  star: symbolStar,
} as const satisfies Record<Marker, unknown>

/** A marker of a series. */
export function mark(marker: Marker, x: number, y: number, ink: Ink, says?: string): Html {
  const path = symbol(symbols[marker], 34).digits(1)() ?? ''
  const title = says === undefined ? '' : html`<title>${says}</title>`
  return html`${raw(`<path d="${path}" transform="translate(${px(x)},${px(y)})" ${fill(ink)}>`)}${title}${raw('</path>')}`
}

/** How wide a text will be, in px, before anybody has set it: somewhat more than most fonts need. */
export function widthOf(text: string): number {
  return text.length * theme.fontPx * 0.6
}

/** How many characters so many px have room for. */
export function charactersIn(width: number): number {
  return Math.floor(width / widthOf('x'))
}

/** At most so many characters. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`
}

/** As many lines as a text needs to keep within so many px, as even as its words allow. */
export function linesOf(text: string, width: number): string[] {
  const wanted = Math.ceil(widthOf(text) / width)
  const most = Math.max(Math.ceil(text.length / wanted) + 4, ...text.split(' ').map(({ length }) => length))
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most) lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines.length <= 1 ? [text] : lines
}

export interface Picture {
  /** Unique on a page; letters, digits and dashes. */
  readonly id: string
  readonly title: string
  /** What it shows, in words, for whoever does not see it. */
  readonly description: string
  readonly width: number
  readonly height: number
}

/** The picture itself. Its size is a wish: a page's style scales it. */
export function picture({ id, title, description, width, height }: Picture, content: Value): Html {
  const size = `width="${width}" height="${px(height)}" viewBox="0 0 ${width} ${px(height)}"`
  return compact(
    html`<svg
      ${raw(size)}
      role="img"
      aria-labelledby="${id}-title ${id}-desc"
      font-family="${theme.fonts.replaceAll('"', '')}"
      font-size="${theme.fontPx}"
    >
      <title id="${id}-title">${title}</title>
      <desc id="${id}-desc">${description}</desc>
      ${content}
    </svg>`,
  )
}

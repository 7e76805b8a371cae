/**
 * How every picture of a report looks, in the page and as a file: one place, so that a reader who has learned that the dashed
 * line with squares is the second model finds it so everywhere.
 */

/** Colours of one ground. Text keeps a contrast of 4.5 to 1 on `ground`, lines and marks 3 to 1 (WCAG 2.2, 1.4.3 and 1.4.11). */
interface ThemeColours {
  readonly ground: string
  readonly raised: string
  /** Of grids and frames. */
  readonly line: string
  readonly text: string
  readonly quiet: string
  readonly accent: string
  readonly good: string
  readonly bad: string
  readonly unsure: string
  /** One after the other, for series. */
  readonly series: readonly string[]
}

/** What tells a series besides its colour: its dashes (lengths of stroke and gap, in px) and its marker. */
export interface SeriesStyle {
  readonly dash: readonly number[]
  readonly marker: Marker
}

export type Marker = 'circle' | 'square' | 'triangle' | 'diamond' | 'cross' | 'star'

/**
 * Okabe and Ito's colours (Color Universal Design), darkened for white and lightened for dark ground until they keep their
 * contrast. The six stay apart for readers who see no red, no green, or no blue.
 */
const light: ThemeColours = {
  ground: '#ffffff',
  raised: '#f6f7f9',
  line: '#dfe3e8',
  text: '#1b2027',
  quiet: '#5a6472',
  accent: '#1f5fbf',
  good: '#04714f',
  bad: '#b5301a',
  unsure: '#7a5200',
  series: ['#0067a5', '#c1440e', '#00785a', '#a23d7e', '#8a6100', '#4a4f57'],
}

const dark: ThemeColours = {
  ground: '#14171c',
  raised: '#1c2026',
  line: '#31373f',
  text: '#e5e8ec',
  quiet: '#9aa4b1',
  accent: '#84b4ff',
  good: '#56c79b',
  bad: '#ff8e75',
  unsure: '#e5b95c',
  series: ['#6cb6ff', '#ff9a6b', '#4fd1a5', '#e79bd0', '#e6c15c', '#c3cad3'],
}

const styles: readonly SeriesStyle[] = [
  { dash: [], marker: 'circle' },
  { dash: [7, 3], marker: 'square' },
  { dash: [2, 3], marker: 'triangle' },
  { dash: [9, 3, 2, 3], marker: 'diamond' },
  { dash: [4, 2], marker: 'cross' },
  { dash: [1, 2], marker: 'star' },
]

export const theme = {
  light,
  dark,
  /** Sizes in px, of a picture that is 720 px wide. */
  fontPx: 12,
  smallFontPx: 11,
  lineWidthPx: 1.75,
  fonts: 'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", Arial, sans-serif',
}

/** How the series at `index` (from 0) is drawn; from the seventh on colours come again with other dashes and markers. */
export function seriesStyle(index: number): SeriesStyle & { readonly colour: number } {
  const colours = light.series.length
  const round = Math.floor(index / colours)
  return { ...styles[(index + round) % styles.length]!, colour: index % colours }
}

import { theme } from '../theme.ts'

/** What a part of a picture is drawn for; its colour follows the ground. */
export type Ink = 'text' | 'quiet' | 'line' | 'raised' | 'ground' | 'good' | 'bad' | 'unsure' | `s${number}`

/** It holds on white, where a page's style is blocked; a style that knows the colour makes it follow light and dark. */
export function fill(ink: Ink): string {
  return `fill="${colourOf(ink)}"`
}

export function stroke(ink: Ink): string {
  return `stroke="${colourOf(ink)}"`
}

function colourOf(ink: Ink): string {
  const { light } = theme
  return /^s\d$/.test(ink) ? light.series[Number(ink.slice(1))]! : light[ink as Exclude<Ink, `s${number}`>]
}

const roles = ['ground', 'raised', 'line', 'text', 'quiet', 'accent', 'good', 'bad', 'unsure'] as const

/** The colours of a ground as custom properties: of texts, and `--s0`, `--s1`, ... of series. */
export function propertiesOf(ground: 'light' | 'dark'): string {
  const colours = theme[ground]
  const named = roles.map((role) => `--${role}: ${colours[role]};`)
  return [...named, ...colours.series.map((colour, index) => `--s${index}: ${colour};`)].join(' ')
}

const inks: readonly Ink[] = ['text', 'quiet', 'line', 'raised', 'ground', 'good', 'bad', 'unsure']

/** Lets colours follow the ground: by the colour itself, as a class for each of thousands of marks would be a tenth of a page. */
export const inkStyle = [...inks, ...theme.light.series.map((_, index) => `s${index}` as const)]
  .map((ink) => {
    const colour = colourOf(ink)
    return `[fill="${colour}"] { fill: var(--${ink}); } [stroke="${colour}"] { stroke: var(--${ink}); }`
  })
  .join('\n')

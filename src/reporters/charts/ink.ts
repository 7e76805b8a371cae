import { theme } from '../theme.ts'

/** What a part of a picture is drawn for; its colour follows the ground. */
export type Ink = 'text' | 'quiet' | 'line' | 'raised' | 'ground' | 'good' | 'bad' | 'unsure' | `s${number}`

/** The attribute holds on white, where a page's style is blocked; the class follows light and dark. */
export function fill(ink: Ink): string {
  return `class="fill-${ink}" fill="${colourOf(ink)}"`
}

export function stroke(ink: Ink): string {
  return `class="stroke-${ink}" stroke="${colourOf(ink)}"`
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

/** Classes that let colours follow the ground. */
export const inkStyle = [...inks, ...theme.light.series.map((_, index) => `s${index}` as const)]
  .map((ink) => `.fill-${ink} { fill: var(--${ink}); } .stroke-${ink} { stroke: var(--${ink}); }`)
  .join('\n')

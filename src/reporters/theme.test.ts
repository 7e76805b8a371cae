import { describe, expect, test } from 'vitest'
import { seriesStyle, theme } from './theme.ts'

/** Relative luminance, WCAG 2.2. */
function luminanceOf(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

function contrastOf(one: string, other: string): number {
  const [high, low] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => b - a)
  return (high! + 0.05) / (low! + 0.05)
}

describe.each(['light', 'dark'] as const)('the %s ground', (name) => {
  const colours = theme[name]

  test.each(['text', 'quiet', 'accent', 'good', 'bad', 'unsure'] as const)('%s can be read on it', (role) => {
    expect(contrastOf(colours[role], colours.ground)).toBeGreaterThanOrEqual(4.5)
    expect(contrastOf(colours[role], colours.raised)).toBeGreaterThanOrEqual(4.5)
  })

  test.each(colours.series)('a line in %s can be seen on it', (colour) => {
    expect(contrastOf(colour, colours.ground)).toBeGreaterThanOrEqual(3)
  })
})

test('no two of the first thirty-six series look the same, and the first six differ in colour, dashes and marker', () => {
  const all = Array.from({ length: 36 }, (_, index) => seriesStyle(index))
  expect(new Set(all.map((one) => JSON.stringify(one))).size).toBe(36)
  const six = all.slice(0, 6)
  for (const distinct of [
    six.map((one) => String(one.colour)),
    six.map((one) => one.marker),
    six.map((one) => one.dash.join()),
  ])
    expect(new Set(distinct).size).toBe(6)
})

test('no two inks have one colour on white, by which a page tells them apart', () => {
  const { series, ...roles } = theme.light
  const all = [...series, ...Object.values(roles)]
  expect(new Set(all).size).toBe(all.length)
})

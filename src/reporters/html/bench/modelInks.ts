import type { Ink } from '../../charts/ink.ts'
import { seriesStyle, theme } from '../../theme.ts'

/** Colours of areas: a model of the plan has the one that its lines have; whom a server named besides takes what is left. */
export function modelInks(names: readonly string[], planned: readonly string[]): Ink[] {
  const own = names.map((name) => inkAt(planned.indexOf(name)))
  const free = theme.light.series.map((_, index) => inkAt(index)).filter((ink) => !own.includes(ink))
  return own.map((ink) => ink ?? free.shift() ?? 'quiet')
}

function inkAt(place: number): Ink | null {
  return place < 0 ? null : `s${seriesStyle(place).colour}`
}

import { number } from '../format.ts'

type Unit = 'ms' | 'share' | 'usd' | 'perSecond' | 'perCall'
type Figure = number | 'Infinity'

/** No more digits than a reader takes in: three that mean something. */
function significant(value: number, digits = 3): string {
  return number(Number(value.toPrecision(digits)))
}

/** A metric's figure in its unit: "742 ms", "5.6 s", "99.5 %", "$0.53". Of calls that failed it has no end: "∞". */
export function amount(figure: Figure, unit: Unit): string {
  if (figure === 'Infinity') return '∞'
  if (unit === 'ms') return figure < 1000 ? `${significant(figure)} ms` : `${significant(figure / 1000)} s`
  if (unit === 'share') return `${number(Math.round(figure * 10_000) / 100)} %`
  if (unit === 'usd') return `$${significant(figure)}`
  return unit === 'perSecond' ? `${significant(figure)}/s` : significant(figure)
}

/** "+36 %", "-0.4 points". */
export function change(figure: Figure, scale: 'ratio' | 'points'): string {
  if (figure === 'Infinity') return '+∞'
  const value = Number((figure * 100).toPrecision(2))
  const shown = Math.abs(value) < 0.05 ? '0' : `${value > 0 ? '+' : ''}${number(Math.round(value * 10) / 10)}`
  return `${shown} ${scale === 'ratio' ? '%' : 'points'}`
}

/** A number as JSON can hold it: of so many calls that failed, a percentile is infinite. */
export type Figure = number | 'Infinity'

export function figureOf(value: number): Figure {
  return value === Infinity ? 'Infinity' : value
}

export function numberOf(figure: Figure): number {
  return figure === 'Infinity' ? Infinity : figure
}

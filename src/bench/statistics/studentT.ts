import { incompleteBeta } from './incompleteBeta.ts'
import { normalQuantile } from './normal.ts'

/** P(|T| > |t|) of Student's t with `degrees` of freedom. Source: DLMF 8.17.6 with Abramowitz & Stegun 26.7.1. */
export function studentBeyond(t: number, degrees: number): number {
  return incompleteBeta(degrees / (degrees + t * t), degrees / 2, 0.5)
}

/** The t that is exceeded on both sides together with chance `alpha`. */
export function studentCritical(alpha: number, degrees: number): number {
  let [low, high] = [0, -normalQuantile(alpha / 2)]
  while (studentBeyond(high, degrees) > alpha) high *= 2
  for (let step = 0; step < 60; step += 1) {
    const middle = (low + high) / 2
    if (studentBeyond(middle, degrees) > alpha) low = middle
    else high = middle
  }
  return (low + high) / 2
}

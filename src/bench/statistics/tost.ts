import { normalQuantile } from './normal.ts'

/** `same`: within the margin. `unsure`: too little is known. */
export type ChangeWord = 'better' | 'worse' | 'same' | 'unsure'

export interface Change {
  /** Of a logarithm, or of a share: above 0 the metric is higher. */
  readonly value: number
  /** 90 % limits: each end holds with 95 %. */
  readonly low90: number
  readonly high90: number
  /** Chance of so large a difference if there is none, adjusted for all that is compared. */
  readonly adjustedP: number
  readonly margin: number
  readonly better: 'lower' | 'higher'
}

/** False alarms in a family of comparisons: lower than the customary 5 %, as a gate that cries wolf is switched off. */
const alarmChance = 0.01

/**
 * The word for a change. `better` and `worse`: it is real (Holm, 1 % of all that is compared) and beyond the margin. `same`:
 * two one-sided tests say that it is within the margin (Schuirmann, J. Pharmacokin. Biopharm. 15 (1987)), be it real or not.
 */
export function changeWord({ value, low90, high90, adjustedP, margin, better }: Change): ChangeWord {
  if (low90 > -margin && high90 < margin) return 'same'
  if (!(adjustedP <= alarmChance && Math.abs(value) > margin)) return 'unsure'
  return value < 0 === (better === 'lower') ? 'better' : 'worse'
}

/**
 * So many samples would probably bring a verdict, where `n` gave the 95 % half-width `half`: with 95 % chance the limits are
 * inside the margin if nothing changed, and a change of twice the margin is found.
 */
export function samplesNeeded(n: number, half: number, margin: number): number {
  const errorWanted = margin / (normalQuantile(0.95) + normalQuantile(0.975))
  return Math.ceil(n * (half / normalQuantile(0.975) / errorWanted) ** 2)
}

import { holm } from '../statistics/holm.ts'
import { changeWord, samplesNeeded, type ChangeWord } from '../statistics/tost.ts'
import type { Estimate } from '../statistics/differenceInterval.ts'
import { chanceOf, type ChangeEstimate } from './changeEstimate.ts'

export interface JudgedChange {
  readonly word: ChangeWord
  /** 95 % limits; undefined where n is too small for them. */
  readonly limits: Estimate | undefined
  /** Adjusted for all that was compared. */
  readonly adjustedP: number
  /** For `unsure`: calls that would probably bring a verdict. */
  readonly neededN: number | null
}

/** What is compared, and what counts as a change. */
export interface Compared {
  readonly estimate: ChangeEstimate
  /** In the estimate's own scale. */
  readonly margin: number
  readonly better: 'lower' | 'higher'
  /** Of a second test that has to agree; 1 says that there is no change. */
  readonly chanceBySecondTest?: number
}

/** Words for all changes of one comparison together: the more is compared, the surer each has to be (Holm). */
export function judgeChanges(compared: readonly Compared[]): JudgedChange[] {
  const adjusted = holm(
    compared.map(({ estimate, chanceBySecondTest = 0 }) => Math.max(chanceOf(estimate), chanceBySecondTest)),
  )
  return compared.map(({ estimate, margin, better }, index) => {
    const adjustedP = adjusted[index]!
    const limits = estimate.limits(0.95)
    const inner = estimate.limits(0.9)
    if (limits === undefined || inner === undefined)
      return { word: 'unsure', limits: undefined, adjustedP, neededN: estimate.neededN }
    const word = changeWord({ value: limits.value, low90: inner.low, high90: inner.high, adjustedP, margin, better })
    return { word, limits, adjustedP, neededN: word === 'unsure' ? neededFor(estimate.n, limits, margin) : null }
  })
}

function neededFor(n: number, { value, low, high }: Estimate, margin: number): number | null {
  const needed = samplesNeeded(n, Math.max(high - value, value - low), margin)
  return Number.isSafeInteger(needed) ? Math.max(n + 1, needed) : null
}

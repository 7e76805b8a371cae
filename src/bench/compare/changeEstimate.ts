import type { Estimate } from '../statistics/differenceInterval.ts'

/** A change, and how sure one may be of it. */
export interface ChangeEstimate {
  /** Calls of the smaller side. */
  readonly n: number
  /** So many would have been enough for limits at 95 %. */
  readonly neededN: number
  /** The change with its limits at a confidence; undefined where so few calls bear none. */
  limits(confidence: number): Estimate | undefined
}

/**
 * Chance of such a change or a larger one, if there is none: 1 minus the largest confidence whose limits leave 0 out. Limits
 * at 95 % that hold 0 are no news, and are not looked at closer: 1 then.
 */
export function chanceOf(change: ChangeEstimate): number {
  if (!leavesOutZero(change.limits(0.95))) return 1
  // By the logarithm, as chances of 1e-6 matter when many are compared.
  let [surely, hardly] = [Math.log(0.05), Math.log(1e-9)]
  for (let step = 0; step < 20; step += 1) {
    const middle = (surely + hardly) / 2
    if (leavesOutZero(change.limits(1 - Math.exp(middle)))) surely = middle
    else hardly = middle
  }
  return Math.exp(surely)
}

function leavesOutZero(limits: Estimate | undefined): boolean {
  return limits !== undefined && (limits.low > 0 || limits.high < 0)
}

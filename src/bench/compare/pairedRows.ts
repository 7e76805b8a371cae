import type { SampleTable } from '../metrics/sampleTable.ts'

export interface RowPairs {
  readonly before: Uint32Array
  readonly after: Uint32Array
  /** Row by row the same call of the plan: same prompt, same planned instant. */
  readonly isPaired: boolean
}

/** Below that share of common calls more would be thrown away than pairing brings. */
const leastCommon = 0.9

/** The rows of a series in both runs: paired by their place in the plan, if most are there twice. */
export function pairedRows(before: SampleTable, after: SampleTable, series: string, isSamePlan: boolean): RowPairs {
  const [one, other] = [before.rowsOf(series), after.rowsOf(series)]
  const whole = { before: one, after: other, isPaired: false }
  if (!isSamePlan) return whole
  const [common, commonAfter]: number[][] = [[], []]
  for (let i = 0, j = 0; i < one.length && j < other.length;) {
    const apart = before.callAt(one[i]!) - after.callAt(other[j]!)
    if (apart === 0) {
      common!.push(one[i]!)
      commonAfter!.push(other[j]!)
    }
    if (apart <= 0) i += 1
    if (apart >= 0) j += 1
  }
  if (common!.length < leastCommon * Math.max(one.length, other.length)) return whole
  return { before: Uint32Array.from(common!), after: Uint32Array.from(commonAfter!), isPaired: true }
}

/** Values of pairs of which both are known; of all that is known, unpaired, where that would lose many. */
export function knownPairs(one: Float64Array, other: Float64Array, isPaired: boolean) {
  const isKnown = (value: number) => !Number.isNaN(value)
  const [before, after] = [one.filter(isKnown), other.filter(isKnown)]
  if (!isPaired) return { before, after, isPaired }
  const both = Array.from(one.keys()).filter((index) => isKnown(one[index]!) && isKnown(other[index]!))
  if (both.length < leastCommon * Math.max(before.length, after.length)) return { before, after, isPaired: false }
  const of = (values: Float64Array) => Float64Array.from(both, (index) => values[index]!)
  return { before: of(one), after: of(other), isPaired }
}

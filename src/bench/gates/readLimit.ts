import type { Unit } from '../metrics/index.ts'
import { comparisons, type Comparison } from './gate.ts'

interface Limit {
  readonly comparison: Comparison
  readonly limit: number
}

/** How an amount of each unit is marked, and what that makes of its number. */
const scales: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  ms: { ms: 1, s: 1_000, m: 60_000 },
  share: { '%': 0.01 },
  usd: { $: 1 },
  perSecond: { '/s': 1 },
  perCall: { '': 1 },
}

/** `< 800ms` in the unit of a metric; undefined for what is no limit there. */
export function readLimit(text: string, unit: Unit): Limit | undefined {
  const [, sign, dollar = '', digits, ending = ''] =
    /^\s*(<=|>=|<|>)\s*(\$?)\s*(\d+(?:\.\d+)?)\s*(ms|s|m|%|\/s)?\s*$/.exec(text) ?? []
  const comparison = comparisons.find((one) => one === sign)
  const scale = scales[unit][dollar + ending]
  if (comparison === undefined || scale === undefined) return undefined
  // 99.9 * 0.01 is a little more than 0.999.
  return { comparison, limit: Number((Number(digits) * scale).toPrecision(15)) }
}

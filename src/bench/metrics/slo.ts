import type { CallView } from './callView.ts'
import { distributions, type DistributionName } from './index.ts'

/** What one call has to keep to be a good one: `ttft` at most 800 ms. */
export interface CallLimit {
  readonly of: Exclude<DistributionName, 'gap'>
  readonly comparison: '<' | '<=' | '>' | '>='
  readonly limitMs: number
}

/** A call of which nothing is known there (an answer that did not stream has no first token) breaks nothing. */
export function isKept({ of, comparison, limitMs }: CallLimit, call: CallView): boolean {
  const ms = distributions[of].of(call)
  return Number.isNaN(ms) || holds(ms, comparison, limitMs)
}

export function holds(value: number, comparison: CallLimit['comparison'], limit: number): boolean {
  if (comparison === '<') return value < limit
  if (comparison === '<=') return value <= limit
  return comparison === '>' ? value > limit : value >= limit
}

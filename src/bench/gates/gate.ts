import type { DistributionName, MetricName, SingleName, singles, Unit } from '../metrics/index.ts'

export const comparisons = ['<', '<=', '>', '>='] as const
export type Comparison = (typeof comparisons)[number]

/** How a limit of each unit is written. */
interface Amounts {
  ms: `${number}ms` | `${number}s`
  share: `${number}%`
  usd: `$${number}`
  perSecond: `${number}/s`
  perCall: `${number}`
}

type UnitOf<Name extends MetricName> = Name extends SingleName ? (typeof singles)[Name]['unit'] : 'ms'

/** `< 800ms`, `>= 99%`, `< $0.60`, `> 4/s`, `< 1.5`: as the metric's unit asks. */
type LimitText<Kind extends Unit> = `${Comparison} ${Amounts[Kind]}`

/** `{ 'ttft.p95': '< 800ms', success: '> 99%' }`: a metric, and what it has to be. */
export type Gates = { readonly [Name in MetricName]?: LimitText<UnitOf<Name>> }

/** What one call has to keep to be good: `{ ttft: '< 800ms' }`. */
export type CallLimits = { readonly [Name in Exclude<DistributionName, 'gap'>]?: LimitText<'ms'> }

export interface Gate {
  readonly metric: MetricName
  readonly comparison: Comparison
  /** In the metric's unit; shares from 0 to 1. */
  readonly limit: number
  /** As it was written. */
  readonly text: string
}

import type { CallView } from './callView.ts'

export type Unit = 'ms' | 'share' | 'usd' | 'perSecond' | 'perCall'
type Better = 'lower' | 'higher'

interface Described {
  readonly unit: Unit
  readonly better: Better
  /** Printed in reports: what is taken from what, and what others call it. */
  readonly formula: string
}

/**
 * What is taken of each call, told by percentiles. `of` gives +Infinity for a call that failed where that must not look
 * fast, and NaN for a call of which it says nothing.
 */
export interface Distribution extends Described {
  readonly kind: 'distribution'
  readonly of: (call: CallView) => number
}

/** The sum of one thing over the sum of another. `NaN` in any call: not known, so the metric is not measured. */
export interface Ratio extends Described {
  readonly kind: 'ratio'
  /** Only yes or no per call: its interval is Wilson's. */
  readonly isShare: boolean
  readonly top: (call: CallView) => number
  readonly bottom: (call: CallView) => number
}

/** A sum over all calls per second of measured time, or the plain sum. */
export interface Sum extends Described {
  readonly kind: 'rate' | 'total'
  readonly of: (call: CallView) => number
}

export type Metric = Distribution | Ratio | Sum

export const percentiles = { p50: 0.5, p90: 0.9, p95: 0.95, p99: 0.99, 'p99.9': 0.999 } as const
export type Percentile = keyof typeof percentiles

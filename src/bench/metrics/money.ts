import type { Ratio, Sum } from './metric.ts'

export const costPer1kGood = {
  kind: 'ratio',
  unit: 'usd',
  better: 'lower',
  isShare: false,
  formula: '1000 x cost of all calls / calls answered within the SLO; failed and wasted attempts are paid for, too',
  top: (call) => 1000 * call.costUsd,
  bottom: (call) => (call.isGood ? 1 : 0),
} as const satisfies Ratio

export const wasteShare = {
  kind: 'ratio',
  unit: 'share',
  better: 'lower',
  isShare: false,
  formula: 'cost of attempts whose answer nobody got / cost of all attempts',
  top: (call) => call.wastedUsd,
  bottom: (call) => call.costUsd,
} as const satisfies Ratio

export const costTotal = {
  kind: 'total',
  unit: 'usd',
  better: 'lower',
  formula: 'all that was paid for, the warm-up too; unknown parts at their worst case',
  of: (call) => call.costUsd,
} as const satisfies Sum

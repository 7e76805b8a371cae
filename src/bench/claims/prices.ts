import type { ModelFacts } from '../../protocol/models.ts'
import { picoUsdPerToken } from '../../protocol/money/picoUsd.ts'

export const priceKinds = ['input', 'output'] as const
export type PriceKind = (typeof priceKinds)[number]

/** In pico-dollars per token. */
export function claimedPrice({ price }: ModelFacts, kind: PriceKind): bigint {
  return picoUsdPerToken(price[kind])
}

/** `part / whole` with two decimals, cut and not rounded: 7619n / 100n is "76.19". */
export function quotient(dividend: bigint, divisor: bigint): string {
  const hundredths = (dividend * 100n) / divisor
  return `${hundredths / 100n}.${String(hundredths % 100n).padStart(2, '0')}`
}

import { tokenKinds, type PriceTable } from './price.ts'
import type { TokenCounts } from './usage.ts'

/** What tokens cost, in pico-dollars; exact. Throws a `RangeError` for a count that is no whole number. */
export function costOf(counts: TokenCounts, prices: PriceTable): bigint {
  let picoUsd = 0n
  for (const kind of tokenKinds) if (counts[kind] !== 0) picoUsd += BigInt(counts[kind]) * prices[kind]
  return picoUsd
}

/** The most that so many tokens can cost, in pico-dollars, whatever the provider takes them for. */
export function costAtMost(promptTokens: number, outputTokens: number, prices: PriceTable): bigint {
  const dearestInput = largest(prices.input, prices.cachedInput, prices.cacheWrite)
  return BigInt(promptTokens) * dearestInput + BigInt(outputTokens) * largest(prices.output, prices.reasoning)
}

function largest(...values: readonly bigint[]): bigint {
  return values.reduce((most, value) => (value > most ? value : most), 0n)
}

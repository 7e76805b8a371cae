import { quantileRank } from '../../bench/statistics/orderStatistics.ts'
import type { CostDistribution } from './planReport.ts'
import type { TalliedCalls } from './tally.ts'

/** Bins of equal width from 0 to the 99.9th percentile, and one for the rest. */
const binCount = 24

/** What calls cost, each with its retries and hedges; null where a price is unknown, or nothing was called. */
export function costDistribution(tallies: readonly TalliedCalls[]): CostDistribution | null {
  if (tallies.some(({ hasUnknownCost }) => hasUnknownCost)) return null
  const costs = Float64Array.from(tallies.flatMap(({ costUsd }) => costUsd)).sort()
  if (costs.length === 0) return null
  const total = costs.reduce((sum, cost) => sum + cost, 0)
  const good = sum(tallies, ({ good: count }) => count)
  const at = (q: number) => costs[quantileRank(costs.length, q) - 1]!
  return {
    meanUsd: usd(total / costs.length),
    p50Usd: usd(at(0.5)),
    p90Usd: usd(at(0.9)),
    p99Usd: usd(at(0.99)),
    mostUsd: usd(costs.at(-1)!),
    perGoodUsd: good === 0 ? null : usd(total / good),
    wastedShare: total === 0 ? 0 : round(sum(tallies, ({ wastedUsd }) => wastedUsd) / total, 6),
    bins: binsOf(costs, at(0.999)),
  }
}

function binsOf(costs: Float64Array, upTo: number): CostDistribution['bins'] {
  const most = costs.at(-1)!
  if (most === 0) return [{ upToUsd: 0, calls: costs.length }]
  const bins = Array.from({ length: binCount }, (_, index) => ({
    upToUsd: usd((upTo * (index + 1)) / binCount),
    calls: 0,
  })).filter(({ upToUsd }) => upToUsd > 0)
  const rest = { upToUsd: usd(most), calls: 0 }
  for (const cost of costs) {
    const bin = bins.find(({ upToUsd }) => cost <= upToUsd) ?? rest
    bin.calls += 1
  }
  return rest.calls === 0 ? bins : [...bins, rest]
}

function sum(tallies: readonly TalliedCalls[], of: (tally: TalliedCalls) => number): number {
  return tallies.reduce((total, tally) => total + of(tally), 0)
}

/** To a billionth of a dollar: a sum of decimals in floating point says more digits than it knows. */
function usd(amount: number): number {
  return round(amount, 9)
}

export function round(value: number, digits: number): number {
  return Number(value.toFixed(digits))
}

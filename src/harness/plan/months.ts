import { round } from './costDistribution.ts'
import type { PlanInput } from './planInput.ts'
import type { CostDistribution, MonthlyCost } from './planReport.ts'

const secondsPerMonth = 30 * 86_400

/** What one load costs: of each call on average, and the share of that which was wasted. */
export interface PricedLoad {
  readonly times: MonthlyCost['times']
  readonly perSecond: number
  readonly cost: CostDistribution | null
}

/** The cost of a month of each load, converted at the stated rates alone. */
export function monthlyCosts(
  loads: readonly PricedLoad[],
  { demand, rates }: Pick<PlanInput, 'demand' | 'rates'>,
  sustainedPerSecond: number,
): MonthlyCost[] {
  const evenness = demand === null ? 1 : demand.meanPerSecond / demand.peakPerSecond
  return loads.map(({ times, perSecond, cost }) => {
    const callsPerMonth = Math.round(perSecond * evenness * secondsPerMonth)
    const usd = cost === null ? null : cost.meanUsd * callsPerMonth
    const at = (rate: number | null) => (usd === null || rate === null ? null : round(usd * rate, 2))
    return {
      times,
      perSecond,
      callsPerMonth,
      usd: usd === null ? null : round(usd, 4),
      wastedUsd: usd === null ? null : round(usd * cost!.wastedShare, 4),
      cny: at(rates.cny),
      vnd: at(rates.vnd),
      isSustained: perSecond <= sustainedPerSecond,
    }
  })
}

/** The peak load whose month costs as much as may be spent; Infinity without a limit or a price. */
export function affordablePerSecond(
  { monthlyBudgetUsd, demand }: Pick<PlanInput, 'monthlyBudgetUsd' | 'demand'>,
  cost: CostDistribution | null,
): number {
  if (monthlyBudgetUsd === null || cost === null || cost.meanUsd === 0) return Infinity
  const evenness = demand === null ? 1 : demand.meanPerSecond / demand.peakPerSecond
  return monthlyBudgetUsd / (cost.meanUsd * secondsPerMonth * evenness)
}

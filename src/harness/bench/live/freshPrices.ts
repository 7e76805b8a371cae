import { messages } from '../../../messages/index.ts'
import { MoneyError } from '../../../protocol/money/picoUsd.ts'
import { priceTableOf } from '../../../protocol/money/price.ts'
import { Problem } from '../../problem.ts'
import type { BenchModel } from '../benchPlan.ts'

const words = messages.errors.live

/** Providers change their prices a few times a year. */
const mostDaysOld = 90

const dayMs = 86_400_000

/**
 * Throws a `Problem` unless every model has a price that can be reckoned with, of a day at most 90 days before `today`
 * (2026-05-31). A month without a day (2026-05) is taken for its first day, a day after today for none.
 */
export function demandFreshPrices(models: readonly BenchModel[], today: string): void {
  const unpriced = models.filter(({ price }) => price === null).map(({ id }) => id)
  if (unpriced.length > 0) throw new Problem('refused', words.unpriced(unpriced))
  for (const { id, price, pricedOn } of models) {
    try {
      priceTableOf(price!)
    } catch (error) {
      if (!(error instanceof MoneyError)) throw error
      throw new Problem('refused', words.badPrice(id, error.message), { cause: error })
    }
    const days = pricedOn === null ? Number.NaN : Math.floor((dayOf(today) - dayOf(pricedOn)) / dayMs)
    if (!(days >= 0)) throw new Problem('refused', words.undated(id, pricedOn))
    if (days > mostDaysOld) throw new Problem('refused', words.stale(id, pricedOn!, days, mostDaysOld))
  }
}

/** Epoch ms of the start of a day in UTC; NaN for what is none. */
function dayOf(text: string): number {
  const [, year, month, day = '01'] = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec(text) ?? []
  const atMs = Date.UTC(Number(year), Number(month) - 1, Number(day))
  // 2026-02-31 would be a day in March.
  return new Date(atMs).getUTCDate() === Number(day) ? atMs : Number.NaN
}

import { MoneyError, picoUsdOf } from '../protocol/money/picoUsd.ts'
import { priceTableOf, type Price, type PriceTable } from '../protocol/money/price.ts'
import { ClientOptionsError } from './optionsError.ts'

/** The prices of an endpoint. Throws a `ClientOptionsError` that names it and the field. */
export function pricesFrom(endpoint: string, price: Price): PriceTable {
  return asOption(() => priceTableOf(price, `the price of ${JSON.stringify(endpoint)}`))
}

/** The limit of `budget({ usd })` in pico-dollars. Throws a `ClientOptionsError`. */
export function budgetFrom(usd: string | number): bigint {
  return asOption(() => picoUsdOf(usd, 'budget.usd'))
}

function asOption<Result>(read: () => Result): Result {
  try {
    return read()
  } catch (error) {
    if (error instanceof MoneyError) throw new ClientOptionsError(error.message)
    throw error
  }
}

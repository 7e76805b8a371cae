import { decimalOfNumber, inUnitsOf, readDecimal, textOfDecimal } from './decimal.ts'

/**
 * Money is counted in whole pico-dollars (10^-12 USD), as bigint: a price in USD per million tokens with up to six
 * decimals is a whole number of pico-dollars per token, so no cost is ever rounded.
 */
const placesOfPico = 12
const placesPerMillion = 6

/** A number that cannot be an exact amount of money; the message names it and says how to mend it. */
export class MoneyError extends RangeError {
  override readonly name = 'MoneyError'
}

/**
 * A price in USD per million tokens, as a decimal string ("0.42"), in pico-dollars per token (420000n).
 * Throws a `MoneyError` that begins with `name` for anything else: negative, a number, a comma, more than 6 decimals.
 */
export function picoUsdPerToken(usdPerMillionTokens: string, name = 'price'): bigint {
  return exactly(usdPerMillionTokens, name, placesPerMillion, 'USD per million tokens, like "0.42"')
}

/**
 * An amount in USD, in pico-dollars: "0.000123" is 123000000n. A number is taken by its shortest text (5, 0.1).
 * Throws a `MoneyError` that begins with `name` for what is negative, no number, or has more than 12 decimals.
 */
export function picoUsdOf(usd: string | number, name = 'amount'): bigint {
  const decimal = typeof usd === 'number' ? decimalOfNumber(usd) : undefined
  return exactly(decimal === undefined ? usd : textOfDecimal(decimal), name, placesOfPico, 'USD, like 5 or "0.25"')
}

/** An amount in USD, exactly: 123000000n is "0.000123". */
export function usdOf(picoUsd: bigint): string {
  return textOfDecimal({ digits: picoUsd, places: placesOfPico })
}

/** A price per token as it is written: 420000n is "0.42" USD per million tokens. */
export function usdPerMillionTokensOf(picoUsdPerToken: bigint): string {
  return textOfDecimal({ digits: picoUsdPerToken, places: placesPerMillion })
}

/** What was handed over may be anything, whatever its type says: prices come from JSON files and environments. */
function exactly(value: unknown, name: string, places: number, expected: string): bigint {
  const decimal = typeof value === 'string' ? readDecimal(value) : undefined
  const units = decimal === undefined || decimal.digits < 0n ? undefined : inUnitsOf(decimal, places)
  if (units !== undefined) return units
  const found = typeof value === 'string' ? JSON.stringify(value) : `${String(value)} (${typeof value})`
  if (decimal === undefined) throw new MoneyError(`${name} is ${found}, expected decimal digits in ${expected}`)
  if (decimal.digits < 0n) throw new MoneyError(`${name} is ${found}, expected 0 or more ${expected}`)
  throw new MoneyError(`${name} is ${found}, expected at most ${places} decimals in ${expected}: it is never rounded`)
}

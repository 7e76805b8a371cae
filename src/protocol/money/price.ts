import { MoneyError, picoUsdPerToken } from './picoUsd.ts'

/**
 * What a model costs: decimal strings in USD per million tokens ("0.42"), with at most 6 decimals. A kind that is left
 * out costs as much as the kind that it is part of.
 */
export interface Price {
  /** Prompt tokens that no cache had. */
  readonly input: string
  /** Prompt tokens read from the provider's cache; left out: as `input`, which is never too little. */
  readonly cachedInput?: string
  /**
   * Prompt tokens written to the provider's cache; left out: as `input`. Anthropic takes 1.25 times (5 minutes) or
   * twice (1 hour) its input price: give the dearest that you use.
   */
  readonly cacheWrite?: string
  /** Tokens of the answer. */
  readonly output: string
  /** Tokens that a model thinks before it answers; left out: as `output`. */
  readonly reasoning?: string
}

/** The same, in whole pico-dollars per token, with every kind. */
export interface PriceTable {
  readonly input: bigint
  readonly cachedInput: bigint
  readonly cacheWrite: bigint
  readonly output: bigint
  readonly reasoning: bigint
}

export type TokenKind = keyof PriceTable

export const tokenKinds = ['input', 'cachedInput', 'cacheWrite', 'output', 'reasoning'] as const

/** Throws a `MoneyError` that names the field, below `name`, and says what is expected there. */
export function priceTableOf(price: Price, name = 'price'): PriceTable {
  const given: unknown = price
  if (typeof given !== 'object' || given === null)
    throw new MoneyError(`${name} is ${String(given)}, expected { input: "0.42", output: "0.42" }`)
  // A slip in an optional name ("cached_input") would silently cost the default.
  const unknown = Object.keys(given).find((key) => !tokenKinds.includes(key as TokenKind))
  if (unknown !== undefined)
    throw new MoneyError(`${name}.${unknown} is no kind of token: there are ${tokenKinds.join(', ')}`)
  const perToken = (kind: TokenKind) => picoUsdPerToken(price[kind] as string, `${name}.${kind}`)
  const orAs = (kind: TokenKind, fallback: bigint) => (price[kind] === undefined ? fallback : perToken(kind))
  const input = perToken('input')
  const output = perToken('output')
  return {
    input,
    cachedInput: orAs('cachedInput', input),
    cacheWrite: orAs('cacheWrite', input),
    output,
    reasoning: orAs('reasoning', output),
  }
}

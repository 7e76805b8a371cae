import type { CallView, Declared, ExchangeView } from '../history/index.ts'
import { isAnswered } from './exchanges.ts'
import { priceTableOf, tokenKinds, type PriceTable } from '../protocol/money/price.ts'
import { isLater } from './timing.ts'

/** What the declared prices make of what an upstream says that it billed. Pico-dollars throughout. */
export class Bills {
  readonly #prices: ReadonlyMap<string, PriceTable>

  private constructor(prices: NonNullable<Declared['prices']>) {
    this.#prices = new Map(Object.entries(prices).map(([model, price]) => [model, priceTableOf(price, model)]))
  }

  /** Several rules ask by the same prices, which are read once. */
  static by(prices: NonNullable<Declared['prices']>): Bills {
    let bills = billsBy.get(prices)
    if (bills === undefined) billsBy.set(prices, (bills = new Bills(prices)))
    return bills
  }

  /** The bill for the whole answer, whoever got how much of it; undefined where nobody says, or the model has no price. */
  of({ started, response }: ExchangeView): bigint | undefined {
    const tokens = response?.truth.tokens
    const price = this.#prices.get(started.model)
    if (tokens === undefined || price === undefined) return undefined
    let picoUsd = 0n
    for (const kind of tokenKinds) picoUsd += BigInt(tokens[kind]) * price[kind]
    return picoUsd
  }

  /** Any request to that model costs something, if it is billed at all. */
  hasPrice({ started }: ExchangeView): boolean {
    const price = this.#prices.get(started.model)
    return price !== undefined && (price.input > 0n || price.output > 0n)
  }
}

const billsBy = new WeakMap<NonNullable<Declared['prices']>, Bills>()

/** It went out to its end, and whoever asked was there to read it. */
export function isWhole({ response, ended, unheard }: ExchangeView): boolean {
  return response !== undefined && ended?.how === 'complete' && ended.finished && unheard !== true
}

/**
 * Only answers are billed (OpenAI, DeepSeek, Anthropic), save where a gateway gave up on one that may have been. Who did
 * not read the refusal to its end cannot know that it was one.
 */
export function isFree(exchange: ExchangeView): boolean {
  if (!isAnswered(exchange)) return false
  const { status } = exchange.response
  return !(status >= 200 && status < 300) && !gaveUpWaiting.has(status)
}

/**
 * An answer that went out just before an attempt of its call was given up may not have been read: then nobody can know what
 * it cost, be it a refusal.
 */
export function isPerhapsUnread({ ended }: ExchangeView, { attemptsEnded }: CallView, toleranceMs: number): boolean {
  if (ended === undefined) return false
  return attemptsEnded.some(
    ({ errorClass, at }) =>
      (errorClass === 'aborted' || errorClass === 'timeout') && at >= ended.at && !isLater(at, ended.at, toleranceMs),
  )
}

/** 408 and 504 of RFC 9110, 499 of nginx, 524 of Cloudflare. */
const gaveUpWaiting: ReadonlySet<number> = new Set([408, 499, 504, 524])

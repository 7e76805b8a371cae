import { picoUsdOf } from '../../../src/protocol/money/picoUsd.ts'
import type { Price } from '../../../src/protocol/money/price.ts'
import type { Work } from './work.ts'

/** Pico-dollars per token: a price in USD per million tokens is so many millionths of a millionth. */
const perToken = (usdPerMillion: string) => picoUsdOf(usdPerMillion) / 1_000_000n

/** What every provider of a run has billed, exactly; its client never sees it. */
export class Book {
  readonly #prices = new Map<string, Price>()
  readonly #billed = new Map<string, bigint>()

  price(model: string, price: Price): void {
    this.#prices.set(model, price)
  }

  priceOf(model: string): Required<Price> {
    const { input, output, ...others } = this.#prices.get(model)!
    return { input, output, cachedInput: input, cacheWrite: input, reasoning: output, ...others }
  }

  costOf(model: string, work: Work): bigint {
    const price = this.priceOf(model)
    const kinds = Object.keys(work) as (keyof Work)[]
    return kinds.reduce((sum, kind) => sum + BigInt(work[kind]) * perToken(price[kind]), 0n)
  }

  bill(model: string, work: Work): void {
    this.#billed.set(model, (this.#billed.get(model) ?? 0n) + this.costOf(model, work))
  }

  get picoUsd(): bigint {
    return Array.from(this.#billed.values()).reduce((sum, billed) => sum + billed, 0n)
  }
}

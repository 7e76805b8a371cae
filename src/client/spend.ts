import { usdOf } from '../protocol/money/picoUsd.ts'
import type { ClientCore } from './core.ts'
import type { Cost } from './request.ts'

/** What a client has spent since it was made. */
export interface Spend extends Cost {
  /** Of the cost budget: what attempts under way may still cost. Null without a budget. */
  readonly heldUsd: string | null
  readonly limitUsd: string | null
}

/** Adds up attempts, exactly; unknown stays unknown. In pico-dollars. */
export class Spending {
  #known = 0n
  #isKnown = true
  #atMost = 0n
  #isBounded = true

  /** An attempt of which the provider said what it used. */
  add(picoUsd: bigint): void {
    this.#known += picoUsd
    this.#atMost += picoUsd
  }

  /** An attempt that may have been billed; `answered`: it surely was. Undefined: nobody knows how much at most. */
  addUnknown(atMostPicoUsd: bigint | undefined, answered: boolean): void {
    if (answered) this.#isKnown = false
    if (atMostPicoUsd === undefined) this.#isBounded = false
    else this.#atMost += atMostPicoUsd
  }

  get cost(): Cost {
    const usd = this.#isKnown ? usdOf(this.#known) : null
    // Where all is known, as it mostly is, it is the most as well.
    if (!this.#isBounded) return { usd, atMostUsd: null }
    return { usd, atMostUsd: usd !== null && this.#atMost === this.#known ? usd : usdOf(this.#atMost) }
  }
}

export function spendOf({ spending, budget }: ClientCore): Spend {
  return {
    ...spending.cost,
    heldUsd: budget === undefined ? null : usdOf(budget.heldPicoUsd),
    limitUsd: budget === undefined ? null : usdOf(budget.limitPicoUsd),
  }
}

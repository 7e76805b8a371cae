/** Money put aside for one attempt, before it is sent. */
export interface Hold {
  /** The most that the attempt can cost, in pico-dollars. */
  readonly atMostPicoUsd: bigint
}

/**
 * A limit on what is spent that no interleaving can exceed: the worst case of an attempt is put aside before it is sent,
 * and what it did cost is counted after. All amounts are pico-dollars (10^-12 USD). It never waits and knows no time.
 *
 * At any moment `atMostPicoUsd + heldPicoUsd <= limitPicoUsd`, unless a provider billed more than the worst case. Then
 * the worst cases are wrong, no later one can be relied on, and nothing more is given out.
 *
 * A hold ends once, by `settle` or `release`; ending it again, or in another budget, is a bug and throws an `Error`.
 */
export class CostBudget {
  readonly limitPicoUsd: bigint
  readonly #open = new Set<Hold>()
  #spent = 0n
  #unknown = 0n
  #held = 0n
  #overrun = 0n

  /** Throws a `RangeError` for a limit below 0. */
  constructor(limitPicoUsd: bigint) {
    if (limitPicoUsd < 0n) throw new RangeError(`a budget of ${limitPicoUsd} pico-dollars: expected 0 or more`)
    this.limitPicoUsd = limitPicoUsd
  }

  /** What providers are known to have billed. */
  get spentPicoUsd(): bigint {
    return this.#spent
  }

  /** That, and the whole hold of each attempt that may have been billed without saying how much. */
  get atMostPicoUsd(): bigint {
    return this.#spent + this.#unknown
  }

  /** Put aside for attempts that are under way. */
  get heldPicoUsd(): bigint {
    return this.#held
  }

  /** How much providers billed beyond the worst cases, in all; 0 as long as every bound held. */
  get overrunPicoUsd(): bigint {
    return this.#overrun
  }

  /** What can still be put aside; 0 after an overrun. */
  get leftPicoUsd(): bigint {
    return this.#overrun > 0n ? 0n : this.limitPicoUsd - this.atMostPicoUsd - this.#held
  }

  /** Puts the worst case of an attempt aside. Undefined: it could exceed the limit, so it must not be sent. */
  reserve(atMostPicoUsd: bigint): Hold | undefined {
    if (atMostPicoUsd < 0n) throw new RangeError(`cannot hold ${atMostPicoUsd} pico-dollars: expected 0 or more`)
    if (this.#overrun > 0n || atMostPicoUsd > this.leftPicoUsd) return undefined
    const hold = { atMostPicoUsd }
    this.#open.add(hold)
    this.#held += atMostPicoUsd
    return hold
  }

  /** The attempt is over and cost this much; undefined if nobody said: then the whole hold may have been billed. */
  settle(hold: Hold, actualPicoUsd: bigint | undefined): void {
    if (actualPicoUsd !== undefined && actualPicoUsd < 0n)
      throw new RangeError(`an attempt cannot have cost ${actualPicoUsd} pico-dollars`)
    this.#close(hold)
    if (actualPicoUsd === undefined) {
      this.#unknown += hold.atMostPicoUsd
      return
    }
    this.#spent += actualPicoUsd
    if (actualPicoUsd > hold.atMostPicoUsd) this.#overrun += actualPicoUsd - hold.atMostPicoUsd
  }

  /** Nothing was sent, so nothing was billed. */
  release(hold: Hold): void {
    this.#close(hold)
  }

  #close(hold: Hold): void {
    if (!this.#open.delete(hold)) throw new Error('this hold was settled or released before, or is of another budget')
    this.#held -= hold.atMostPicoUsd
  }
}

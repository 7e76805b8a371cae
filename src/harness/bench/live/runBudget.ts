import { CostBudget, type Hold } from '../../../client/costBudget.ts'

/** What a run came up against: its money, or its number of requests. */
export type ReachedCap = 'max-cost' | 'max-requests'

export interface RunCaps {
  readonly maxCostPicoUsd: bigint
  /** Attempts, not calls: retries, fallbacks and hedges count. */
  readonly maxRequests?: number | undefined
  /**
   * The most that one attempt of the plan can cost. Once the rest does not bear that for good, the run is over: models that
   * are cheaper would go on alone, and nothing could be compared.
   */
  readonly dearestAttemptPicoUsd: bigint
  /** What a run that is taken up again had come to: unknown costs at their worst case. */
  readonly spentBeforePicoUsd?: bigint
  readonly requestsBefore?: number
  /**
   * Keeps what the run may have come to with the attempt that is asked for, before it is sent: all that was spent and the worst
   * case of what is under way, in pico-dollars, and how many attempts. False: it could not be kept, so nothing may be sent.
   */
  readonly keep?: (atMostPicoUsd: bigint, requests: number) => boolean
}

/**
 * The one budget of a whole run, whatever number of clients share it. The worst case of every attempt is put aside before
 * it is sent, and an attempt without usage is charged all of it, so nothing exceeds the caps at any moment. Clients get it
 * as their `openBudget` decision.
 */
export class RunBudget extends CostBudget {
  readonly #caps: RunCaps
  #requests: number
  #reached: ReachedCap | undefined
  readonly #listeners: ((cap: ReachedCap) => void)[] = []

  constructor(caps: RunCaps) {
    super(caps.maxCostPicoUsd)
    const { maxCostPicoUsd: most, spentBeforePicoUsd: before = 0n, requestsBefore = 0 } = caps
    this.#caps = caps
    this.#requests = requestsBefore
    // It may be more than there is: a provider that billed beyond its bound, or a smaller cap than the first time.
    super.settle(super.reserve(before < most ? before : most)!, before)
    this.#look()
  }

  /** Attempts that were let go, those before a resume included. */
  get requests(): number {
    return this.#requests
  }

  /** The cap that ended the run; undefined as long as none did. */
  get reached(): ReachedCap | undefined {
    return this.#reached
  }

  /** Calls back once, when nothing new should begin; at once if that was before. What is under way may go on. */
  onReached(listener: (cap: ReachedCap) => void): void {
    if (this.#reached === undefined) this.#listeners.push(listener)
    else listener(this.#reached)
  }

  /**
   * A call was refused, if only because those under way may cost the rest: nothing new is to begin. Callers who wait for
   * their answers would else be through with the whole plan before the first of those is back.
   */
  refuse(): void {
    this.#reach('max-cost')
  }

  override reserve(atMostPicoUsd: bigint): Hold | undefined {
    const { maxRequests = Infinity } = this.#caps
    if (this.#requests >= maxRequests) return undefined
    const hold = super.reserve(atMostPicoUsd)
    if (hold !== undefined && !this.#keep(hold)) return undefined
    if (hold !== undefined) this.#requests += 1
    this.#look()
    return hold
  }

  #keep(hold: Hold): boolean {
    const { keep } = this.#caps
    if (keep === undefined || keep(this.atMostPicoUsd + this.heldPicoUsd, this.#requests + 1)) return true
    this.release(hold)
    return false
  }

  override settle(hold: Hold, actualPicoUsd: bigint | undefined): void {
    super.settle(hold, actualPicoUsd)
    this.#look()
  }

  #look(): void {
    const { maxRequests = Infinity, dearestAttemptPicoUsd: dearest } = this.#caps
    // What is held may come back; what was spent does not.
    if (this.overrunPicoUsd > 0n || this.limitPicoUsd - this.atMostPicoUsd < dearest) this.#reach('max-cost')
    else if (this.#requests >= maxRequests) this.#reach('max-requests')
  }

  #reach(cap: ReachedCap): void {
    if (this.#reached !== undefined) return
    this.#reached = cap
    for (const listener of this.#listeners.splice(0)) listener(cap)
  }
}

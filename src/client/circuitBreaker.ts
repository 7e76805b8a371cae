import type { CircuitBreakerPolicy } from './policy.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'

/**
 * Stops asking an endpoint that mostly fails, and asks again with one probe. It says when; it never sleeps.
 *
 * Opens when `failures / outcomes >= failureRatio` over at least `minSamples` outcomes of the last `windowMs`.
 */
export class CircuitBreaker {
  readonly #policy: CircuitBreakerPolicy
  readonly #onChange: (from: BreakerState, to: BreakerState) => void
  readonly #outcomes: { atMs: number; failed: boolean }[] = []
  #failures = 0
  #state: BreakerState = 'closed'
  #openUntilMs = 0
  #probing = false

  constructor(policy: CircuitBreakerPolicy, onChange: (from: BreakerState, to: BreakerState) => void) {
    this.#policy = policy
    this.#onChange = onChange
  }

  /** When an attempt may start: now, when the next probe is due, or Infinity while a probe is under way. */
  earliest(nowMs: number): number {
    if (this.#state === 'closed') return nowMs
    if (this.#state === 'open') return Math.max(nowMs, this.#openUntilMs)
    return this.#probing ? Infinity : nowMs
  }

  /** An attempt starts. Returns true if it is the probe. */
  admit(nowMs: number): boolean {
    if (this.#state === 'open' && nowMs >= this.#openUntilMs) this.#change('half-open')
    if (this.#state !== 'half-open') return false
    this.#probing = true
    return true
  }

  /** An attempt ended: it failed in a way that speaks about the endpoint's health, it did well, or it says nothing. */
  settle(nowMs: number, probe: boolean, health: 'failed' | 'good' | 'silent'): void {
    if (probe) {
      this.#probing = false
      if (health === 'failed') this.#open(nowMs)
      else if (health === 'good') this.#close()
      return
    }
    if (this.#state !== 'closed' || health === 'silent') return
    this.#outcomes.push({ atMs: nowMs, failed: health === 'failed' })
    if (health === 'failed') this.#failures += 1
    this.#forget(nowMs)
    const { minSamples, failureRatio } = this.#policy
    const samples = this.#outcomes.length
    if (samples >= minSamples && this.#failures >= failureRatio * samples) this.#open(nowMs)
  }

  #open(nowMs: number): void {
    this.#openUntilMs = nowMs + this.#policy.openMs
    this.#change('open')
  }

  #close(): void {
    this.#outcomes.length = 0
    this.#failures = 0
    this.#change('closed')
  }

  #forget(nowMs: number): void {
    let gone = 0
    while (gone < this.#outcomes.length && this.#outcomes[gone]!.atMs < nowMs - this.#policy.windowMs) {
      if (this.#outcomes[gone]!.failed) this.#failures -= 1
      gone += 1
    }
    if (gone > 0) this.#outcomes.splice(0, gone)
  }

  #change(to: BreakerState): void {
    const from = this.#state
    this.#state = to
    if (from !== to) this.#onChange(from, to)
  }
}

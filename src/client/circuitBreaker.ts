import type { Health } from './healthOf.ts'
import type { CircuitBreakerPolicy } from './policy.ts'

export type BreakerState = 'closed' | 'open' | 'half-open'
export type OnBreakerChange = (from: BreakerState, to: BreakerState) => void

/**
 * Stops asking an endpoint that mostly fails, and asks again with one probe. It says when; it never sleeps.
 *
 * Opens with a failure, when `failures / outcomes >= failureRatio` over at least `minSamples` outcomes of the last
 * `windowMs`: an answer is no reason to stop asking.
 */
export class CircuitBreaker {
  readonly #policy: CircuitBreakerPolicy
  readonly #onChange: OnBreakerChange
  readonly #outcomesAtMs: number[] = []
  readonly #failed: boolean[] = []
  /** Outcomes before this index have left the window. */
  #first = 0
  #failures = 0
  #state: BreakerState = 'closed'
  #openUntilMs = 0
  #probing = false

  constructor(policy: CircuitBreakerPolicy, onChange: OnBreakerChange) {
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
  settle(nowMs: number, probe: boolean, health: Health): void {
    if (probe) {
      this.#probing = false
      if (health === 'failed') this.#open(nowMs)
      else if (health === 'good') this.#close()
      return
    }
    if (this.#state !== 'closed' || health === 'silent') return
    this.#outcomesAtMs.push(nowMs)
    this.#failed.push(health === 'failed')
    if (health === 'failed') this.#failures += 1
    this.#forget(nowMs)
    if (health === 'good') return
    const { minSamples, failureRatio } = this.#policy
    const samples = this.#outcomesAtMs.length - this.#first
    if (samples >= minSamples && this.#failures >= failureRatio * samples) this.#open(nowMs)
  }

  #open(nowMs: number): void {
    this.#openUntilMs = nowMs + this.#policy.openMs
    this.#change('open')
  }

  #close(): void {
    this.#outcomesAtMs.length = 0
    this.#failed.length = 0
    this.#first = 0
    this.#failures = 0
    this.#change('closed')
  }

  #forget(nowMs: number): void {
    const atMs = this.#outcomesAtMs
    while (this.#first < atMs.length && atMs[this.#first]! < nowMs - this.#policy.windowMs) {
      if (this.#failed[this.#first]) this.#failures -= 1
      this.#first += 1
    }
    // To move all that stay for each that goes would cost a busy client a millisecond a call: only when most are gone.
    if (this.#first > 32 && this.#first * 2 > atMs.length) {
      atMs.splice(0, this.#first)
      this.#failed.splice(0, this.#first)
      this.#first = 0
    }
  }

  #change(to: BreakerState): void {
    const from = this.#state
    this.#state = to
    if (from !== to) this.#onChange(from, to)
  }
}

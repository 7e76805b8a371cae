import type { Clock, Timer } from '../runtime/index.ts'
import type { TimeoutPolicy } from './policy.ts'

type EnteredPhase = 'connect' | 'headers' | 'first_token' | 'byte_idle' | 'tail'
export type WatchedPhase = EnteredPhase | 'attempt' | 'deadline'

/** How long after the end marker a stream may take to close, so that its connection can be used again. */
const tailMs = 1_000

/**
 * The time limits of one attempt: one per phase, one for the whole attempt, and the call's deadline. A single timer
 * serves them all; moving on to a later limit costs an assignment, not a timer.
 */
export class AttemptWatch {
  readonly #clock: Clock
  readonly #limits: TimeoutPolicy
  readonly #controller = new AbortController()
  readonly #wholeEndsAtMs: number
  readonly #wholePhase: WatchedPhase
  #phase: WatchedPhase = 'connect'
  #phaseEndsAtMs = Infinity
  #timer: Timer | undefined
  #timerAtMs = Infinity
  /** The limit that was passed, if one was. */
  expired: WatchedPhase | undefined

  constructor(clock: Clock, limits: TimeoutPolicy, deadlineAtMs: number) {
    this.#clock = clock
    this.#limits = limits
    const attemptEndsAtMs = clock.now() + limits.attemptMs
    this.#wholeEndsAtMs = Math.min(attemptEndsAtMs, deadlineAtMs)
    this.#wholePhase = attemptEndsAtMs < deadlineAtMs ? 'attempt' : 'deadline'
    this.enter('connect')
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  enter(phase: EnteredPhase): void {
    this.#phase = phase
    this.#phaseEndsAtMs = this.#clock.now() + this.#limitOf(phase)
    this.#arm()
  }

  /** Somebody waits for the next piece of the body: from now on silence counts. */
  pulling(): void {
    if (this.#phase !== 'byte_idle') return
    this.#phaseEndsAtMs = this.#clock.now() + this.#limits.idleMs
    this.#arm()
  }

  /** The piece is there; until the next pull it is the reader who is slow, not the server. */
  parked(): void {
    if (this.#phase === 'byte_idle') this.#phaseEndsAtMs = Infinity
  }

  /** The caller gave up. */
  abort(reason: unknown): void {
    this.#controller.abort(reason)
  }

  /** The attempt is over: no timer stays behind. */
  dispose(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#timerAtMs = Infinity
  }

  #limitOf(phase: EnteredPhase): number {
    switch (phase) {
      case 'connect':
        return this.#limits.connectMs
      case 'headers':
        return this.#limits.headersMs
      case 'first_token':
        return this.#limits.firstTokenMs
      case 'byte_idle':
        return this.#limits.idleMs
      case 'tail':
        return tailMs
    }
  }

  /** Keeps the timer at or before the next limit; one that fires early looks again. */
  #arm(): void {
    const dueAtMs = Math.min(this.#phaseEndsAtMs, this.#wholeEndsAtMs)
    if (this.#timerAtMs <= dueAtMs) return
    this.#timer?.cancel()
    this.#timerAtMs = dueAtMs
    this.#timer = this.#clock.timer(dueAtMs - this.#clock.now(), () => this.#onTimer())
  }

  #onTimer(): void {
    this.#timer = undefined
    this.#timerAtMs = Infinity
    const nowMs = this.#clock.now()
    const passed =
      nowMs >= this.#wholeEndsAtMs ? this.#wholePhase : nowMs >= this.#phaseEndsAtMs ? this.#phase : undefined
    if (passed === undefined) {
      this.#arm()
      return
    }
    this.expired = passed
    this.#controller.abort(new Error(`time limit passed: ${passed}`))
  }
}

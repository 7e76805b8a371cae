import type { Clock, Timer } from '../runtime/index.ts'
import type { TimeLimits } from './policy.ts'

type EnteredPhase = 'queued' | 'connect' | 'tls' | 'headers' | 'first_token' | 'token_idle' | 'tail' | 'error_body'
export type WatchedPhase = EnteredPhase | 'byte_idle' | 'attempt' | 'deadline'

/** How long after the end marker a stream may take to close, so that its connection can be used again. */
const tailMs = 1_000

/** How long the words of an error may take: its status has said already that there will be no answer. */
const errorBodyMs = 2_000

/**
 * The time limits of one attempt: one per phase, one between two pieces of the body, one for the whole attempt, and the
 * call's deadline. A single timer serves them all; moving on to a later limit costs an assignment, not a timer.
 */
export class AttemptWatch {
  readonly #clock: Clock
  readonly #limits: TimeLimits
  readonly #controller = new AbortController()
  readonly #wholeEndsAtMs: number
  readonly #wholePhase: WatchedPhase
  #phase: EnteredPhase | 'body' = 'connect'
  #phaseEndsAtMs = Infinity
  /** Infinity while no body is read. */
  #bytesEndAtMs = Infinity
  /** A piece of the body has come: what follows is silence between two, however long the first took. */
  #hasBytes = false
  #timer: Timer | undefined
  #timerAtMs = Infinity
  /** The limit that was passed, if one was. */
  expired: WatchedPhase | undefined
  /** Told after the attempt was ended from outside: by a limit, by its caller, or for another attempt. */
  onEnded: (() => void) | undefined

  constructor(clock: Clock, limits: TimeLimits, deadlineAtMs: number) {
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

  /** The body of a document is read: no phase ends but with its bytes. */
  enterBody(): void {
    this.#phase = 'body'
    this.#phaseEndsAtMs = Infinity
    this.pulling()
  }

  /** Somebody waits for the next piece of the body: from now on silence counts. */
  pulling(): void {
    const isBetweenBytes = this.#phase === 'first_token' && this.#hasBytes
    if (this.#phase !== 'token_idle' && this.#phase !== 'body' && !isBetweenBytes) return
    const nowMs = this.#clock.now()
    this.#bytesEndAtMs = nowMs + this.#limits.byteIdleMs
    if (this.#phase === 'token_idle' && this.#phaseEndsAtMs === Infinity)
      this.#phaseEndsAtMs = nowMs + this.#limits.tokenIdleMs
    this.#arm()
  }

  /** Bytes have come, of whatever kind. */
  received(): void {
    this.#bytesEndAtMs = Infinity
    this.#hasBytes = true
  }

  /** Content has come: until the next pull it is the reader who is slow, not the server. */
  parked(): void {
    if (this.#phase === 'token_idle') this.#phaseEndsAtMs = Infinity
  }

  /** The caller gave up, or a limit passed. */
  abort(reason: unknown): void {
    this.#controller.abort(reason)
    this.onEnded?.()
  }

  /** The attempt is over: no timer stays behind. */
  dispose(): void {
    this.#timer?.cancel()
    this.#timer = undefined
    this.#timerAtMs = Infinity
  }

  #limitOf(phase: EnteredPhase): number {
    switch (phase) {
      case 'queued':
        return Infinity
      case 'connect':
        return this.#limits.connectMs
      case 'tls':
        return this.#limits.tlsMs
      case 'headers':
        return this.#limits.headersMs
      case 'first_token':
        return this.#limits.firstTokenMs
      case 'token_idle':
        return this.#limits.tokenIdleMs
      case 'tail':
        this.#bytesEndAtMs = Infinity
        return tailMs
      case 'error_body':
        return errorBodyMs
    }
  }

  /** Keeps the timer at or before the next limit; one that fires early looks again. */
  #arm(): void {
    const dueAtMs = Math.min(this.#phaseEndsAtMs, this.#bytesEndAtMs, this.#wholeEndsAtMs)
    if (this.#timerAtMs <= dueAtMs) return
    this.#timer?.cancel()
    this.#timerAtMs = dueAtMs
    this.#timer = this.#clock.timer(dueAtMs - this.#clock.now(), () => this.#onTimer())
  }

  #onTimer(): void {
    this.#timer = undefined
    this.#timerAtMs = Infinity
    const passed = this.#passed(this.#clock.now())
    if (passed === undefined) {
      this.#arm()
      return
    }
    this.expired = passed
    this.abort(new Error(`time limit passed: ${passed}`))
  }

  #passed(nowMs: number): WatchedPhase | undefined {
    if (nowMs >= this.#wholeEndsAtMs) return this.#wholePhase
    if (nowMs >= this.#bytesEndAtMs) return 'byte_idle'
    if (nowMs >= this.#phaseEndsAtMs && this.#phase !== 'body') return this.#phase
    return undefined
  }
}

import type { Clock } from '../runtime/index.ts'

/**
 * One call's tie to its caller's signal: a single listener, whatever the call is doing, and none after it.
 */
export class CallScope {
  readonly #clock: Clock
  readonly #signal: AbortSignal | undefined
  /** What an abort interrupts right now: a wait or an attempt. */
  #interrupt: ((reason: unknown) => void) | undefined
  readonly #onAbort = (): void => this.#interrupt?.(this.#signal?.reason)

  constructor(clock: Clock, signal: AbortSignal | undefined) {
    this.#clock = clock
    this.#signal = signal
    signal?.addEventListener('abort', this.#onAbort)
  }

  get aborted(): boolean {
    return this.#signal?.aborted === true
  }

  get reason(): unknown {
    return this.#signal?.reason
  }

  /** Until the returned function is called, an abort calls `interrupt`. */
  during(interrupt: (reason: unknown) => void): () => void {
    this.#interrupt = interrupt
    return () => {
      if (this.#interrupt === interrupt) this.#interrupt = undefined
    }
  }

  /** Resolves after `delayMs`, or as soon as the caller aborts; which of the two, `aborted` tells. */
  sleep(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = this.during(() => {
        timer.cancel()
        done()
        resolve()
      })
      const timer = this.#clock.timer(delayMs, () => {
        done()
        resolve()
      })
    })
  }

  dispose(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }
}

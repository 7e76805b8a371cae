import type { Clock } from '../runtime/index.ts'

/**
 * One call's tie to its caller's signal: a single listener, whatever the call is doing, and none after it.
 */
export class CallScope {
  /** When the call began, in monotonic ms. */
  readonly startedAtMs: number
  readonly #clock: Clock
  readonly #signal: AbortSignal | undefined
  /** What an abort interrupts right now: a wait, or attempts. */
  readonly #interrupts: ((reason: unknown) => void)[] = []
  readonly #onAbort = (): void => {
    for (const interrupt of this.#interrupts.splice(0)) interrupt(this.reason)
  }
  /** Why the client itself ends the call: it was closed. */
  #closed: Error | undefined

  constructor(clock: Clock, signal: AbortSignal | undefined) {
    this.#clock = clock
    this.#signal = signal
    this.startedAtMs = clock.now()
    signal?.addEventListener('abort', this.#onAbort)
  }

  /** By its caller, or by the client's end. */
  get aborted(): boolean {
    return this.#closed !== undefined || this.#signal?.aborted === true
  }

  get reason(): unknown {
    return this.#closed ?? this.#signal?.reason
  }

  get closed(): boolean {
    return this.#closed !== undefined
  }

  /** The client is closed: the call ends as if it were aborted. */
  close(): void {
    if (this.aborted) return
    this.#closed = new Error('the client was closed')
    this.#onAbort()
  }

  /** Until the returned function is called, an abort calls `interrupt`. */
  during(interrupt: (reason: unknown) => void): () => void {
    if (this.aborted) {
      // Aborted by who was just told that it begins.
      interrupt(this.reason)
      return () => {}
    }
    this.#interrupts.push(interrupt)
    return () => {
      const index = this.#interrupts.indexOf(interrupt)
      if (index !== -1) this.#interrupts.splice(index, 1)
    }
  }

  /**
   * Resolves after `delayMs`, as soon as the caller aborts (which `aborted` tells), or when `arrange`, which is called
   * with a way to wake, uses it.
   */
  sleep(delayMs: number, arrange?: (wake: () => void) => void): Promise<void> {
    if (this.aborted) return Promise.resolve()
    return new Promise((resolve) => {
      const wake = () => {
        timer.cancel()
        done()
        resolve()
      }
      const done = this.during(wake)
      const timer = this.#clock.timer(delayMs, wake)
      arrange?.(wake)
    })
  }

  dispose(): void {
    this.#signal?.removeEventListener('abort', this.#onAbort)
  }
}

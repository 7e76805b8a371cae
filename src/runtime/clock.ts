/** A timer that can be taken back. Cancelling twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void
}

export interface TimerOptions {
  /** In real time the process may end while this timer is pending; virtual time makes no difference. */
  readonly background?: boolean
  /** In real time it fires within some tens of microseconds of its time, and not a millisecond late; costs CPU. */
  readonly precise?: boolean
}

/**
 * The only door to time. Everything outside `src/runtime` asks this interface, so that one scenario can run in
 * milliseconds on a virtual clock and in real time on sockets.
 */
export interface Clock {
  /** Monotonic milliseconds since the clock was made. Never jumps, never goes back. */
  now(): number
  /** Wall time in milliseconds since 1970. It may jump; only HTTP dates may be read against it. */
  epochMs(): number
  /** Resolves after `delayMs`. Rejects with `signal.reason` as soon as the signal aborts; leaves no timer behind. */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>
  /** Calls back once after `delayMs`, however large (beyond 2^31-1 ms too). */
  timer(delayMs: number, callback: () => void, options?: TimerOptions): Timer
  /** How many timers and sleeps are pending: 0 at quiescence, or something leaked. */
  pending(): number
}

/** A sleep over any clock's `timer`; both clocks share it, so that both leave nothing behind in the same way. */
export function sleepOn(clock: Pick<Clock, 'timer'>, delayMs: number, signal?: AbortSignal): Promise<void> {
  if (signal === undefined) return new Promise((resolve) => void clock.timer(delayMs, resolve))
  if (signal.aborted) return Promise.reject(signal.reason as Error)
  return new Promise((resolve, reject) => {
    const onAbort = () => {
      timer.cancel()
      reject(signal.reason as Error)
    }
    const timer = clock.timer(delayMs, () => {
      signal.removeEventListener('abort', onAbort)
      resolve()
    })
    signal.addEventListener('abort', onAbort, { once: true })
  })
}

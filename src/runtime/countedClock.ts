import { sleepOn, type Clock, type Timer, type TimerOptions } from './clock.ts'

/** A clock that others use as well, of which only what is asked here counts as pending. */
export class CountedClock implements Clock {
  readonly #clock: Clock
  #pending = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  now(): number {
    return this.#clock.now()
  }

  epochMs(): number {
    return this.#clock.epochMs()
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, delayMs, signal)
  }

  timer(delayMs: number, callback: () => void, options?: TimerOptions): Timer {
    let isLive = true
    this.#pending += 1
    const over = () => {
      if (isLive) this.#pending -= 1
      isLive = false
    }
    const timer = this.#clock.timer(
      delayMs,
      () => {
        over()
        callback()
      },
      options,
    )
    return {
      cancel: () => {
        timer.cancel()
        over()
      },
    }
  }

  pending(): number {
    return this.#pending
  }
}

import { sleepOn, type Clock, type Timer, type TimerOptions } from './clock.ts'
import { PreciseTimers } from './preciseTimer.ts'

/** Node clamps a longer delay to 1 ms (TimeoutOverflowWarning): a longer one is waited for in pieces. */
const longestDelayMs = 2 ** 31 - 1

/** The clock of the loopback, msw and live worlds. */
export class RealClock implements Clock {
  readonly #startedAt = performance.now()
  readonly #precise = new PreciseTimers()
  #pending = 0

  now(): number {
    return performance.now() - this.#startedAt
  }

  epochMs(): number {
    return Date.now()
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, delayMs, signal)
  }

  timer(delayMs: number, callback: () => void, { background = false, precise = false }: TimerOptions = {}): Timer {
    const dueAt = this.now() + Math.max(0, delayMs)
    let live = true
    this.#pending += 1
    const finish = () => {
      if (live) this.#pending -= 1
      live = false
    }
    if (precise) {
      const timer = this.#precise.at(dueAt + this.#startedAt, () => {
        finish()
        callback()
      })
      return {
        cancel: () => {
          timer.cancel()
          finish()
        },
      }
    }
    const arm = () => {
      // setTimeout counts whole milliseconds and may fire up to one early: never call back before the due time.
      const leftMs = dueAt - this.now()
      const timeout = setTimeout(onTimeout, Math.min(longestDelayMs, Math.max(0, Math.ceil(leftMs))))
      return background ? timeout.unref() : timeout
    }
    const onTimeout = () => {
      if (this.now() < dueAt) {
        handle = arm()
        return
      }
      finish()
      callback()
    }
    let handle = arm()
    return {
      cancel: () => {
        clearTimeout(handle)
        finish()
      },
    }
  }

  pending(): number {
    return this.#pending
  }
}

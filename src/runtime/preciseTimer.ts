import type { Timer } from './clock.ts'

/** A timer of Node fires up to so much after its time: it counts whole milliseconds. */
const coarseMs = 1.5
/** Of the time since the first precise timer, what may be spent on turns of the event loop. */
const mostShare = 0.25
/** So that the first ones are precise too. */
const headStartMs = 50

/**
 * Timers that fire within some tens of microseconds of their time: the last milliseconds before it pass in turns of the event
 * loop, which go on serving sockets. They take a quarter of a core at most; beyond that they are as late as Node's.
 */
export class PreciseTimers {
  #firstAtMs: number | undefined
  #turnedMs = 0

  /** `dueAtMs` is an instant of `performance.now()`. */
  at(dueAtMs: number, callback: () => void): Timer {
    let timeout: NodeJS.Timeout | undefined
    let turn: NodeJS.Immediate | undefined
    const look = () => {
      const nowMs = performance.now()
      if (dueAtMs <= nowMs) callback()
      else arm(nowMs)
    }
    const arm = (nowMs: number) => {
      const leftMs = dueAtMs - nowMs
      if (leftMs > coarseMs + 1) timeout = setTimeout(look, Math.floor(leftMs - coarseMs))
      else if (leftMs > 0 && !this.#mayTurn(nowMs)) timeout = setTimeout(look, Math.ceil(leftMs))
      else
        turn = setImmediate(() => {
          this.#turnedMs += performance.now() - nowMs
          look()
        })
    }
    arm(performance.now())
    return {
      cancel: () => {
        clearTimeout(timeout)
        clearImmediate(turn)
      },
    }
  }

  #mayTurn(nowMs: number): boolean {
    this.#firstAtMs ??= nowMs
    return this.#turnedMs < headStartMs + (nowMs - this.#firstAtMs) * mostShare
  }
}

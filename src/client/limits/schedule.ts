import { floorToGrid, gridMs } from './grid.ts'
import { windowMs } from './rateLimiter.ts'

/**
 * One limit of a GCRA: each unit that starts moves the theoretical arrival time ("due") on by a step, and what starts
 * may be ahead of it by the burst. If n units start within t ms, (n - 1) * step <= t + burst * step; so within a window
 * of `limit` steps there are at most `limit + burst`. For requests of several units the same holds, as none starts
 * whose last unit would be further ahead.
 */
export class Schedule {
  readonly #stepMs: number
  readonly #limitMs: number
  /** The theoretical arrival time of the next unit. */
  dueMs = -Infinity
  /** All steps ever taken. */
  #takenMs = 0
  #lastStartMs = -Infinity

  constructor(limit: number, burst: number) {
    // A trifle more than the even pace: the unit after the last that fits is never within the window.
    this.#stepMs = limit === Infinity ? 0 : floorToGrid(windowMs / limit) + gridMs
    this.#limitMs = limit === Infinity ? Infinity : (burst + 1) * this.#stepMs
  }

  /**
   * From when so many units may start behind those of a queue, which are planned until `plannedMs`. However late the
   * queue is, it starts now at the earliest: that is the room it needs.
   */
  opensAtMs(nowMs: number, units: number, queuedUnits: number, plannedMs: number): number {
    if (units + queuedUnits === 0) return -Infinity
    return Math.max(plannedMs, this.dueAfter(queuedUnits, nowMs)) + units * this.#stepMs - this.#limitMs
  }

  /** When the unit behind so many is due. */
  dueAfter(units: number, atMs: number, dueMs = this.dueMs): number {
    return units === 0 ? dueMs : Math.max(dueMs, floorToGrid(atMs)) + units * this.#stepMs
  }

  /** Starts now. Returns what gives the room back. */
  start(units: number, nowMs: number): () => void {
    const beforeMs = this.dueMs
    this.dueMs = this.dueAfter(units, nowMs)
    this.#lastStartMs = nowMs
    const takenMs = (this.#takenMs += units * this.#stepMs)
    return () => {
      // What the starts since then require at most, had this one not been: the schedule does not remember them singly.
      const sinceMs = this.#takenMs - takenMs
      const latestMs = sinceMs === 0 ? beforeMs : Math.max(beforeMs, floorToGrid(this.#lastStartMs)) + sinceMs
      this.dueMs = Math.min(this.dueMs, latestMs)
    }
  }
}

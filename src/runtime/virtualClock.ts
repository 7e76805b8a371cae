import { sleepOn, type Clock, type Timer } from './clock.ts'
import { EventHeap, type Due } from './eventHeap.ts'
import { Turns } from './turns.ts'

export interface VirtualLimits {
  /** Events after which a run counts as runaway. */
  maxEvents: number
  /** Virtual milliseconds after which a run counts as runaway. */
  maxVirtualMs: number
}

const defaultLimits: VirtualLimits = { maxEvents: 5_000_000, maxVirtualMs: 30 * 24 * 3_600_000 }

/** 2026-01-01T00:00:00Z: virtual wall time starts here in every run, so that HTTP dates replay byte for byte. */
const virtualEpochMs = Date.UTC(2026, 0, 1)

/** Turns without rest at one instant after which a run counts as runaway: many requests' worth, and some seconds. */
const mostRestlessTurns = 1_000_000

/** Thrown when nothing is scheduled any more and the run still waits: something awaits what can never come. */
export class VirtualDeadlock extends Error {
  override readonly name = 'VirtualDeadlock'
}

/** Thrown when a run passes its limit of events or of virtual time. */
export class VirtualRunaway extends Error {
  override readonly name = 'VirtualRunaway'
}

/** The first whole microsecond not before `ms`: a timer that fired early would be armed again for ever. */
function wholeMicroseconds(ms: number): number {
  const rounded = Math.round(ms * 1000)
  return rounded / 1000 < ms ? (rounded + 1) / 1000 : rounded / 1000
}

/**
 * A clock whose time passes only when nothing else can run.
 *
 * Between two events everything runnable is drained with one turn of `setImmediate`: promise and nextTick chains of any
 * depth finish first. A bounded number of microtask turns would be silently wrong (it starves `process.nextTick`), see
 * docs/decisions/0002-virtual-drain.md.
 */
export class VirtualClock implements Clock {
  readonly #heap = new EventHeap()
  readonly #limits: VirtualLimits
  #nowMs = 0
  #sequence = 0
  #events = 0
  #pending = 0
  #wallOffsetMs = 0
  #failure: Error | undefined

  constructor(limits: Partial<VirtualLimits> = {}) {
    this.#limits = { ...defaultLimits, ...limits }
  }

  now(): number {
    return this.#nowMs
  }

  epochMs(): number {
    return virtualEpochMs + this.#nowMs + this.#wallOffsetMs
  }

  /** Makes the wall clock jump (a correction by NTP, a resumed laptop). Monotonic time does not notice. */
  jumpWallClock(byMs: number): void {
    this.#wallOffsetMs += byMs
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return sleepOn(this, delayMs, signal)
  }

  timer(delayMs: number, callback: () => void): Timer {
    // What is no number Node takes for 1 ms: so does real time, and no run hangs by it.
    const atMs = wholeMicroseconds(this.#nowMs + (Number.isNaN(delayMs) ? 1 : Math.max(0, delayMs)))
    const due: Due = { atMs, sequence: this.#sequence++, fire: callback }
    this.#heap.push(due)
    this.#pending += 1
    return {
      cancel: () => {
        if (due.fire === undefined) return
        due.fire = undefined
        this.#pending -= 1
      },
    }
  }

  pending(): number {
    return this.#pending
  }

  /** Events fired so far: what a run cost in virtual happenings. */
  get eventCount(): number {
    return this.#events
  }

  /** Ends the run with an error as soon as nothing runnable is left: for those who see that it runs away. */
  fail(error: Error): void {
    this.#failure ??= error
  }

  /**
   * Runs `main` to its end in virtual time. Call it from outside the virtual world, one run at a time. Where more than
   * promises is at work (sockets in memory, Node's own streams), `isSettled` says before each event whether all of it has
   * come to rest: until then time stands still. It is told how many immediates are the clock's own.
   */
  run<T>(main: () => Promise<T>, isSettled?: (ownImmediates: number) => boolean): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      let restlessTurns = 0
      const turn = () => {
        try {
          if (isSettled === undefined || isSettled(turns.inLine)) {
            restlessTurns = 0
            this.#fireNext()
          } else if ((restlessTurns += 1) > mostRestlessTurns) {
            throw new VirtualRunaway(
              `stopped after ${mostRestlessTurns} turns without rest at ${this.#nowMs} virtual ms`,
            )
          } else if (this.#failure !== undefined) throw this.#failure
        } catch (error) {
          turns.stop()
          reject(error as Error)
        }
      }
      const turns = isSettled === undefined ? new Turns(turn) : new Turns(turn, 1)
      main().then(
        (value) => {
          turns.stop()
          resolve(value)
        },
        (error: unknown) => {
          turns.stop()
          reject(error as Error)
        },
      )
    })
  }

  /** Fires the next live event. Cancelled ones are passed over without a turn: they cost nothing. */
  #fireNext(): void {
    if (this.#failure !== undefined) throw this.#failure
    for (;;) {
      const due = this.#heap.pop()
      if (due === undefined) {
        throw new VirtualDeadlock(`nothing is scheduled at ${this.#nowMs} ms, yet the run still waits for something`)
      }
      const fire = due.fire
      if (fire === undefined) continue
      due.fire = undefined
      this.#pending -= 1
      this.#nowMs = due.atMs
      this.#events += 1
      if (this.#events > this.#limits.maxEvents || this.#nowMs > this.#limits.maxVirtualMs) {
        throw new VirtualRunaway(`stopped after ${this.#events} events at ${this.#nowMs} virtual ms`)
      }
      fire()
      return
    }
  }
}

import { monitorEventLoopDelay, performance, type EventLoopUtilization } from 'node:perf_hooks'
import { scheduled, waitShare } from './cpuWait.ts'

/** How this process's event loop was doing since the last reading. */
export interface EventLoopReading {
  /** How late its timers were. */
  readonly loopLagMs: { readonly p50: number; readonly p99: number; readonly max: number }
  /** Share of the time in which it was busy, from 0 to 1. */
  readonly loopBusy: number
  /** Of the time in which this process could run, the share in which it waited for a CPU; null where nobody counts (Linux does). */
  readonly cpuWait: number | null
}

/** In ms: a timer so often, whose lateness is the lag. */
const everyMs = 5

/** Reads Node's own histogram of the event loop's delay, and its utilisation. */
export class EventLoopMeter {
  readonly #delay = monitorEventLoopDelay({ resolution: everyMs })
  #utilization: EventLoopUtilization = performance.eventLoopUtilization()

  #scheduled = scheduled()

  constructor() {
    this.#delay.enable()
  }

  /** What was since the last reading. */
  read(): EventLoopReading {
    const now = performance.eventLoopUtilization()
    const loopBusy = performance.eventLoopUtilization(now, this.#utilization).utilization
    this.#utilization = now
    const { max, count } = this.#delay
    const [p50, p99] = [this.#delay.percentile(50), this.#delay.percentile(99)]
    this.#delay.reset()
    const before = this.#scheduled
    this.#scheduled = scheduled()
    return {
      loopLagMs: { p50: lagOf(p50, count), p99: lagOf(p99, count), max: lagOf(max, count) },
      loopBusy: round(loopBusy),
      cpuWait: waitShare(before, this.#scheduled),
    }
  }

  stop(): void {
    this.#delay.disable()
  }
}

/** Node records the whole distance between two timers, in ns. */
function lagOf(distanceNs: number, count: number): number {
  return count === 0 ? 0 : Math.max(0, round(distanceNs / 1e6 - everyMs))
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000
}

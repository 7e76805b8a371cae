/** In ms: how late a timer of this process came. */
export interface LatenessFigures {
  readonly p50: number
  readonly p99: number
  readonly max: number
}

const everyMs = 10

/** How late this process's own timers are, whatever the reason: its own work, or a machine that has others to serve. */
export class Lateness {
  readonly #samples: number[] = []
  #dueAt = performance.now() + everyMs

  constructor() {
    this.#arm()
  }

  figures(): LatenessFigures {
    return quantilesOf(this.#samples)
  }

  #arm(): void {
    const leftMs = this.#dueAt - performance.now()
    setTimeout(() => {
      const now = performance.now()
      this.#samples.push(Math.max(0, now - this.#dueAt))
      this.#dueAt = now + everyMs
      this.#arm()
    }, Math.ceil(leftMs)).unref()
  }
}

export function quantilesOf(samples: readonly number[]): LatenessFigures {
  const sorted = Float64Array.from(samples).sort()
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
  return { p50: at(0.5), p99: at(0.99), max: at(1) }
}

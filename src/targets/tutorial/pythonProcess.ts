import type { Clock } from '../../runtime/index.ts'

/**
 * The Python process that the tutorial's code runs in: `time.time()`, `time.sleep()` and its end. Python blocks, so a
 * call cannot be cancelled from outside; only the end of the process stops it, and then it never returns.
 */
export class PythonProcess {
  readonly clock: Clock
  readonly #end = new AbortController()

  constructor(clock: Clock) {
    this.clock = clock
  }

  /** Aborts when the process ends. */
  get ended(): AbortSignal {
    return this.#end.signal
  }

  /** Wall time in seconds since 1970. It jumps when the machine's clock is set. */
  time(): number {
    return this.clock.epochMs() / 1000
  }

  async sleep(seconds: number): Promise<void> {
    try {
      await this.clock.sleep(seconds * 1000, this.ended)
    } catch {
      await this.never()
    }
  }

  /** What a call that the process took with it waits for. */
  never(): Promise<never> {
    return new Promise(() => {})
  }

  end(): void {
    this.#end.abort(new Error('the process has ended'))
  }
}

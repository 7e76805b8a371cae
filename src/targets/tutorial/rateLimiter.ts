import { RequestException } from './exceptions.ts'
import type { PythonProcess } from './pythonProcess.ts'
import type { Result } from './result.ts'

/** `RateLimiter`: says sliding window, is none. One instance is shared by overlapping calls, as by threads. */
export class RateLimiter {
  readonly #process: PythonProcess
  readonly #rpm: number
  #requests: number[] = []
  #lastReset: number

  constructor(process: PythonProcess, rpm: number) {
    this.#process = process
    this.#rpm = rpm
    this.#lastReset = process.time()
  }

  /** Reads the wall clock (defect 42). */
  async waitIfNeeded(): Promise<void> {
    let now = this.#process.time()
    if (now - this.#lastReset >= 60) {
      // Forgets the requests of the last seconds with the old ones: a fixed window (defect 41).
      this.#requests = []
      this.#lastReset = now
    }
    while (this.#requests.length >= this.#rpm) {
      const oldest = this.#requests[0]!
      if (now - oldest >= 60) {
        this.#requests.shift()
      } else {
        await this.#process.sleep(60 - (now - oldest) + 0.1)
        now = this.#process.time()
      }
    }
    this.#requests.push(now)
  }

  /** `execute_with_retry`: five tries on 429 and on every RequestException, bad certificates included (defect 44). */
  async executeWithRetry(call: () => Promise<Result>, maxRetries = 5): Promise<Result> {
    for (let attempt = 0; attempt < maxRetries; attempt += 1) {
      await this.waitIfNeeded()
      try {
        const result = await call()
        if (result.success || result.statusCode !== 429) return result
      } catch (error) {
        if (!(error instanceof RequestException) || attempt === maxRetries - 1) throw error
      }
      // Also after the last 429.
      await this.#process.sleep((attempt + 1) * 2)
    }
    return { success: false, error: 'Max retries exceeded' }
  }
}

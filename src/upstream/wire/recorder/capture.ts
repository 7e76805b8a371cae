import type { CapturedExchange } from '../../../protocol/recording/storedExchange.ts'
import type { RecordedEnding } from '../../../protocol/recording/recording.ts'
import type { Clock } from '../../../runtime/index.ts'

export interface CapturedRequest {
  readonly exchange: number
  readonly epochMs: number
  readonly method: string
  readonly path: string
  readonly body: string
}

/** What is seen of one exchange, with its instants; bodies beyond the limit are not kept. */
export class Capture {
  readonly #clock: Clock
  readonly #request: CapturedRequest
  readonly #largestBodyBytes: number
  #sentAtMs: number
  #response: CapturedExchange['response'] = null
  #chunks: CapturedExchange['chunks'][number][] = []
  #bytes = 0

  constructor(clock: Clock, request: CapturedRequest, largestBodyBytes: number) {
    this.#clock = clock
    this.#request = request
    this.#largestBodyBytes = largestBodyBytes
    this.#sentAtMs = clock.now()
  }

  /** The request goes out: a connection stands, and from now on it is the provider's time. */
  sent(): void {
    this.#sentAtMs = this.#clock.now()
  }

  head(status: number, headers: Readonly<Record<string, string>>): void {
    this.#response = { atMs: this.#elapsedMs(), status, headers }
  }

  data(bytes: Uint8Array): void {
    this.#bytes += bytes.length
    if (this.isTooLarge) this.#chunks = []
    else this.#chunks.push({ atMs: this.#elapsedMs(), bytes })
  }

  get isTooLarge(): boolean {
    return this.#bytes > this.#largestBodyBytes
  }

  ended(how: RecordedEnding['how'], code?: string): CapturedExchange {
    const ended = { how, atMs: this.#elapsedMs(), ...(code === undefined ? {} : { code }) }
    return { ...this.#request, response: this.#response, chunks: this.#chunks, ended }
  }

  #elapsedMs(): number {
    return this.#clock.now() - this.#sentAtMs
  }
}

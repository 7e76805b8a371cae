import { VirtualClock, type SendOptions, type Transport, type TransportRequest } from '../../src/runtime/index.ts'
import { completion, sse } from './clientStage.ts'

/** An answer whose pieces come so many ms after each other. */
export interface TimedAnswer {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly steps?: readonly (readonly [delayMs: number, text: string])[]
  /** After the last piece nothing comes, not even the end. */
  readonly hangs?: boolean
}

/** A whole answer, not streamed. */
export const well: TimedAnswer = { headers: {}, steps: [[0, completion('well')]] }

/** An event of a stream. */
export function chunk(delta: object, finish: string | null = null, index = 0): string {
  return `data: ${JSON.stringify({ choices: [{ index, delta, finish_reason: finish }] })}\n\n`
}

/** Answers each request as its script says, on a clock of its own; by default with the head of a stream. */
export class TimedTransport implements Transport {
  readonly requests: TransportRequest[] = []
  readonly clock = new VirtualClock()
  readonly #script: (request: TransportRequest, index: number) => TimedAnswer

  constructor(script: (request: TransportRequest, index: number) => TimedAnswer) {
    this.#script = script
  }

  async send(request: TransportRequest, { signal, onConnected }: SendOptions) {
    const { clock } = this
    const answer = this.#script(request, this.requests.push(request) - 1)
    const { status = 200, headers = sse, steps = [], hangs = false } = answer
    onConnected?.()
    async function* body(): AsyncGenerator<Uint8Array> {
      for (const [delayMs, text] of steps) {
        if (delayMs > 0) await clock.sleep(delayMs, signal)
        yield Buffer.from(text)
      }
      if (hangs) await clock.sleep(1e9, signal)
    }
    return { status, headers, body: body() }
  }

  busySockets(): number {
    return 0
  }

  close(): Promise<void> {
    return Promise.resolve()
  }
}

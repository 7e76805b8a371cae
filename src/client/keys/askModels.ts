import type { Clock, Transport, TransportHeaders } from '../../runtime/index.ts'
import { addressBelow } from '../baseUrl.ts'
import { classifyTransport } from '../classify.ts'
import { failureOf, type Failure } from '../failure.ts'

/** The longest lists of models are some hundred KiB. */
const largestBodyBytes = 4 * 1024 * 1024

export interface ModelsQuestion {
  /** Of the API, without a slash at its end. */
  readonly baseURL: string
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly clock: Clock
  readonly transport: Transport
  readonly timeoutMs: number
  readonly signal: AbortSignal | undefined
}

export interface ModelsResponse {
  readonly status: number
  readonly headers: TransportHeaders
  /** As far as it came. */
  readonly body: string
  /** Why the body is not whole; null if it is. */
  readonly broken: Failure | null
}

/**
 * Asks `GET /models` once, under one time limit for everything. Gives the failure if nothing was answered; throws only
 * the signal's reason. Leaves no timer, no listener and no busy socket.
 */
export async function askModels(question: ModelsQuestion): Promise<ModelsResponse | Failure> {
  const { baseURL, key, headers: more, clock, transport, timeoutMs, signal } = question
  const controller = new AbortController()
  const onAbort = () => controller.abort(signal!.reason)
  let phase: 'connect' | 'headers' | 'body' = 'connect'
  let expired = false
  const timer = clock.timer(timeoutMs, () => {
    expired = true
    controller.abort(new Error(`time limit of ${timeoutMs} ms passed`))
  })
  const failureFrom = (error: unknown): Failure => {
    if (expired) return failureOf('timeout', phase, `${notBy[phase]} within ${timeoutMs} ms`)
    if (signal?.aborted === true) throw signal.reason
    return error instanceof TooLarge ? failureOf('protocol', 'too_large', error.message) : classifyTransport(error)
  }
  signal?.addEventListener('abort', onAbort, { once: true })
  try {
    const { status, headers, body } = await transport.send(
      {
        method: 'GET',
        url: addressBelow(baseURL, '/models'),
        headers: { ...more, authorization: `Bearer ${key}`, accept: 'application/json' },
      },
      { signal: controller.signal, onConnected: () => (phase = 'headers') },
    )
    phase = 'body'
    const chunks: Uint8Array[] = []
    const broken = await readInto(chunks, body).then(() => null, failureFrom)
    return { status, headers, body: new TextDecoder().decode(Buffer.concat(chunks)), broken }
  } catch (error) {
    return failureFrom(error)
  } finally {
    timer.cancel()
    signal?.removeEventListener('abort', onAbort)
  }
}

const notBy = {
  connect: 'no connection was made',
  headers: 'no answer began',
  body: 'the answer did not end',
} as const

async function readInto(chunks: Uint8Array[], body: AsyncIterable<Uint8Array>): Promise<void> {
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > largestBodyBytes) throw new TooLarge(`the body is larger than ${largestBodyBytes} bytes`)
    chunks.push(chunk)
  }
}

class TooLarge extends Error {
  override readonly name = 'TooLarge'
}

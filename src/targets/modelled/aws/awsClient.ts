import type { Clock, RandomStream, Transport, TransportResponse } from '../../../runtime/index.ts'
import type { TargetEndpoint } from '../../target.ts'
import { retryDelayMs } from './retryDelay.ts'
import { RetryQuota } from './retryQuota.ts'
import { aborted, retryErrorType, ServiceError } from './serviceError.ts'

/** `DEFAULT_MAX_ATTEMPTS`: the first included. */
const maxAttempts = 3

export interface Command {
  readonly endpoint: TargetEndpoint
  readonly body: Readonly<Record<string, unknown>>
  readonly signal: AbortSignal
  /** `Math.random()`, for this call's jitter. */
  readonly chance: RandomStream
}

/**
 * One client of the SDK with `retryMode: 'standard'`, its default. Its HTTP handler has no time limit of its own, follows
 * no redirects and undoes no coding.
 */
export class AwsClient {
  readonly #clock: Clock
  readonly #transport: Transport
  readonly #quota = new RetryQuota()

  constructor(clock: Clock, transport: Transport) {
    this.#clock = clock
    this.#transport = transport
  }

  /** `client.send(command)`: the parsed body of a 2xx. Rejects with a `ServiceError` or a `TransportError`. */
  async send(command: Command): Promise<unknown> {
    const { signal } = command
    let lastCost: number | undefined
    for (let retry = 0; ; retry += 1) {
      if (signal.aborted) throw aborted()
      try {
        const output = await this.#attempt(command)
        this.#quota.succeeded(lastCost)
        return output
      } catch (error) {
        if (signal.aborted) throw aborted()
        lastCost = await this.#waitToRetry(command, error, retry)
      }
    }
  }

  /** `refreshRetryTokenForRetry`: what the retry takes out of the quota; rejects with `error` where there is none. */
  async #waitToRetry({ signal, chance }: Command, error: unknown, retry: number): Promise<number> {
    const type = retryErrorType(error)
    const isRetryable = type === 'THROTTLING' || type === 'TRANSIENT'
    const cost = isRetryable && retry + 1 < maxAttempts ? this.#quota.take(type) : undefined
    if (cost === undefined) throw error
    const headers = error instanceof ServiceError ? error.headers : null
    const delayMs = retryDelayMs(type, retry, headers, chance(), this.#clock.epochMs())
    try {
      // What `setTimeout` makes of it.
      await this.#clock.sleep(Math.max(1, Math.trunc(delayMs)), signal)
    } catch {
      throw aborted()
    }
    return cost
  }

  async #attempt({ endpoint, body, signal }: Command): Promise<unknown> {
    const response = await this.#transport.send(
      {
        method: 'POST',
        url: `${endpoint.baseURL}/chat/completions`,
        headers: { authorization: `Bearer ${endpoint.apiKey}`.trim(), 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
      { signal },
    )
    const text = await textOf(response)
    const { status, headers } = response
    const parsed = parse(text, status, headers)
    if (status >= 300) throw new ServiceError(nameOf(parsed), `status ${status}`, status, headers)
    return parsed
  }
}

async function textOf({ body }: TransportResponse): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const piece of body) text += decoder.decode(piece, { stream: true })
  return text + decoder.decode()
}

/** `parseJsonBody`: nothing is an empty object. JSON that is none is told apart by its status alone. */
function parse(text: string, status: number, headers: TransportResponse['headers']): unknown {
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch {
    throw new ServiceError('SyntaxError', 'the body is no JSON', status, headers)
  }
}

/** The error's code in the body, as REST JSON has it. */
function nameOf(parsed: unknown): string {
  const { code, __type: type } = (parsed ?? {}) as { code?: unknown; __type?: unknown }
  if (typeof code === 'string') return code
  return typeof type === 'string' ? type : 'UnknownError'
}

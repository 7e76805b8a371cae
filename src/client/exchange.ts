import type { TransportResponse } from '../runtime/index.ts'
import { AttemptWatch } from './attemptWatch.ts'
import { BodyText, Unreadable } from './bodyText.ts'
import type { AttemptOrder } from './callLoop.ts'
import type { ClientCore } from './core.ts'
import { failureOf, type Failure } from './failure.ts'
import type { ChatRequest } from './request.ts'

/** What a log line bears of a provider's words, in UTF-16 units. */
const longestMessage = 300

/** One request and its response, under its time limits; what JSON answers and streams have in common. */
export class ClientExchange {
  readonly #core: ClientCore
  readonly #order: AttemptOrder
  readonly watch: AttemptWatch
  readonly #release: () => void

  constructor(core: ClientCore, order: AttemptOrder) {
    this.#core = core
    this.#order = order
    this.watch = new AttemptWatch(core.clock, core.policies.timeout, order.deadlineAtMs)
    this.#release = order.scope.during((reason) => this.watch.abort(reason))
  }

  /** Sends the request. Throws what the transport throws; `failureFrom` turns it into a failure. */
  send(request: ChatRequest, stream: boolean): Promise<TransportResponse> {
    const endpoint = this.#core.endpoints[this.#order.endpoint]!
    const body = {
      ...request,
      model: endpoint.model,
      ...(stream ? { stream: true, stream_options: { include_usage: true } } : {}),
    }
    return this.#core.transport.send(
      {
        method: 'POST',
        url: endpoint.url,
        headers: {
          authorization: `Bearer ${endpoint.secret.reveal()}`,
          'content-type': 'application/json',
          accept: stream ? 'text/event-stream' : 'application/json',
          'idempotency-key': this.#order.idempotencyKey,
        },
        body: serialised(body),
      },
      { signal: this.watch.signal, onConnected: () => this.watch.enter('headers') },
    )
  }

  /** Reads a whole JSON body. Throws like `send`, and an `Unreadable` for one that cannot be an answer. */
  async readAll(response: TransportResponse): Promise<string> {
    this.watch.enter('byte_idle')
    const text = new BodyText(response.status === 200)
    for await (const piece of response.body) {
      this.watch.pulling()
      text.add(piece)
    }
    return text.end()
  }

  /** The body of an error, as far as it came: status and headers say what they say even if it was cut. */
  async readError(response: TransportResponse): Promise<string> {
    try {
      return await this.readAll(response)
    } catch (error) {
      const { expired } = this.watch
      if (this.#order.scope.aborted || expired === 'deadline' || expired === 'attempt') throw error
      return ''
    }
  }

  /** The failure behind a response that is no answer; its text is scrubbed of the key. */
  failureOfResponse(response: TransportResponse, body: string): Failure {
    const { secret } = this.#core.endpoints[this.#order.endpoint]!
    const { status, headers } = response
    const epochMs = this.#core.clock.epochMs()
    const failure = this.#core.decisions.classifyResponse(status, headers, secret.scrub(body), epochMs)
    // Scrubbed again when parsed: JSON may have escaped the key (PHP writes `\/`). Cut only then, or half a key stays.
    return { ...failure, message: secret.scrub(failure.message).slice(0, longestMessage) }
  }

  /** The failure behind whatever was thrown on the way. */
  failureFrom(error: unknown): Failure {
    const { expired } = this.watch
    if (expired !== undefined) return failureOf('timeout', expired, `time limit passed: ${expired}`)
    if (this.#order.scope.aborted)
      return failureOf('aborted', 'caller', 'the caller aborted', { cause: this.#order.scope.reason })
    if (error instanceof Unreadable) return failureOf('protocol', error.reason, error.message, { status: 200 })
    if (error instanceof NotSerialisable) return failureOf('invalid_request', 'not_json', error.message)
    return this.#core.decisions.classifyTransport(error)
  }

  /** The attempt is over. */
  finish(): void {
    if (this.#core.decisions.cancelsTimers) this.watch.dispose()
    this.#release()
  }
}

/** The caller's own mistake (a cycle, a BigInt): no endpoint is to blame for it. */
class NotSerialisable extends Error {
  override readonly name = 'NotSerialisable'
}

function serialised(body: object): string {
  try {
    return JSON.stringify(body)
  } catch (error) {
    throw new NotSerialisable(`the request cannot be written as JSON: ${(error as Error).message}`)
  }
}

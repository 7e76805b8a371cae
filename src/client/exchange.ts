import type { TransportResponse } from '../runtime/index.ts'
import { AttemptWatch } from './attemptWatch.ts'
import { BodyText, Unreadable } from './bodyText.ts'
import type { ClientCore } from './core.ts'
import { failureOf, type Failure } from './failure.ts'
import type { AttemptOrder } from './flight.ts'
import { isGood } from './statusClass.ts'

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
    this.watch = new AttemptWatch(core.clock, order.limits, order.deadlineAtMs)
    this.#release = order.scope.during((reason) => this.watch.abort(reason))
    order.cancelledBy((reason) => this.watch.abort(reason))
  }

  /** Sends the request. Throws what the transport throws; `failureFrom` turns it into a failure. */
  send(stream: boolean): Promise<TransportResponse> {
    const { endpoint, payload, idempotencyKey, trace } = this.#order
    return this.#core.transport.send(
      {
        method: 'POST',
        url: endpoint.url,
        headers: {
          authorization: `Bearer ${endpoint.secret.reveal()}`,
          'content-type': 'application/json',
          accept: stream ? 'text/event-stream' : 'application/json',
          'idempotency-key': idempotencyKey,
        },
        body: payload.bodyFor(endpoint),
      },
      {
        signal: this.watch.signal,
        onQueued: () => this.watch.enter('queued'),
        onConnecting: () => this.watch.enter('connect'),
        onTcpConnected: () => this.watch.enter('tls'),
        onConnected: () => {
          trace.sentAtMs = this.#core.clock.now()
          this.watch.enter('headers')
        },
      },
    )
  }

  /** Reads a whole JSON body. Throws like `send`, and an `Unreadable` for one that cannot be an answer. */
  async readAll(response: TransportResponse): Promise<string> {
    const text = new BodyText(isGood(response.status))
    // An answer is a few pieces as a rule, and all of them have come with its head.
    const pieces = response.body.takeWhole?.()
    if (pieces !== undefined) {
      for (const piece of pieces) text.add(piece)
      return text.end()
    }
    this.watch.enterBody()
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
    const { secret } = this.#order.endpoint
    const { status, headers } = response
    const epochMs = this.#core.clock.epochMs()
    const failure = this.#core.decisions.classifyResponse(status, headers, secret.scrub(body), epochMs)
    // Scrubbed again when parsed: JSON may have escaped the key (PHP writes `\/`). Cut only then, or half a key stays.
    const requestId = failure.requestId === null ? null : secret.scrub(failure.requestId)
    return { ...failure, requestId, message: secret.scrub(failure.message).slice(0, longestMessage) }
  }

  /** The failure behind whatever was thrown on the way. */
  failureFrom(error: unknown): Failure {
    const { expired } = this.watch
    if (expired !== undefined) return failureOf('timeout', expired, `time limit passed: ${expired}`)
    if (this.#order.scope.aborted)
      return failureOf('aborted', 'caller', 'the caller aborted', { cause: this.#order.scope.reason })
    if (error instanceof Unreadable) return failureOf('protocol', error.reason, error.message, { status: 200 })
    return this.#core.decisions.classifyTransport(error)
  }

  /** The attempt is over. */
  finish(): void {
    if (this.#core.decisions.cancelsTimers) this.watch.dispose()
    this.#release()
  }
}

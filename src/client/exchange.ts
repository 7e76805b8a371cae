import { TransportError, type TransportResponse } from '../runtime/index.ts'
import { AttemptWatch } from './attemptWatch.ts'
import { BodyText, Unreadable } from './bodyText.ts'
import type { ClientCore } from './core.ts'
import { failureOf, type Failure } from './failure.ts'
import type { AttemptOrder } from './flight.ts'
import { passedLimit } from './passedLimit.ts'
import { scrubbed } from './scrubbed.ts'

/** One request and its response, under its time limits; what JSON answers and streams have in common. */
export class ClientExchange {
  readonly #core: ClientCore
  readonly #order: AttemptOrder
  readonly watch: AttemptWatch
  readonly #release: () => void
  #askedWaitMs: number | undefined

  constructor(core: ClientCore, order: AttemptOrder) {
    this.#core = core
    this.#order = order
    this.watch = new AttemptWatch(core.clock, order.limits, order.deadlineAtMs)
    this.#release = order.scope.during((reason) => this.watch.abort(reason))
    order.cancelledBy((reason) => this.watch.abort(reason))
  }

  /**
   * Sends the request. Throws what the transport throws, and an `Unreadable` for a body that nobody asked for;
   * `failureFrom` turns it into a failure.
   */
  async send(stream: boolean): Promise<TransportResponse> {
    const { endpoint, payload, idempotencyKey, trace } = this.#order
    const { signal } = this.watch
    if (signal.aborted) throw signal.reason as Error
    trace.isUnsent = false
    const enter = (phase: 'queued' | 'connect' | 'tls') => {
      trace.isUnsent = true
      this.watch.enter(phase)
    }
    const response = await this.#core.transport.send(
      {
        method: 'POST',
        url: endpoint.url,
        headers: {
          ...endpoint.headers,
          authorization: endpoint.secret.bearer,
          'content-type': 'application/json',
          accept: stream ? 'text/event-stream' : 'application/json',
          // Nothing here decompresses: answers are small, and compressed streams are held back by what compresses them.
          'accept-encoding': 'identity',
          'idempotency-key': idempotencyKey,
        },
        body: payload.bodyFor(endpoint),
      },
      {
        signal,
        onQueued: () => enter('queued'),
        onConnecting: () => enter('connect'),
        onTcpConnected: () => enter('tls'),
        onConnected: () => {
          trace.sentAtMs = this.#core.clock.now()
          trace.isUnsent = false
          this.watch.enter('headers')
        },
      },
    )
    trace.headers = response.headers
    const encoding = response.status < 300 ? response.headers['content-encoding'] : undefined
    if (encoding === undefined || encoding === 'identity' || encoding === '') return response
    const error = new Unreadable(
      'content_encoding',
      `the answer is compressed (${String(encoding).slice(0, 40)}), although the request said accept-encoding: identity`,
    )
    // The body is left unread: only the signal makes the transport hang up.
    this.watch.abort(error)
    throw error
  }

  /** Reads a whole JSON body. Throws like `send`, and an `Unreadable` for one that cannot be an answer. */
  async readAll(response: TransportResponse): Promise<string> {
    const text = new BodyText(true)
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

  /** The body of an error, as far as it comes soon: status and headers say what they say even if it is cut, or endless. */
  async readError(response: TransportResponse): Promise<string> {
    const text = new BodyText(false)
    try {
      const pieces = response.body.takeWhole?.() ?? this.#soon(response)
      for await (const piece of pieces) text.add(piece)
    } catch (error) {
      if (this.#order.scope.aborted || this.watch.expired === 'deadline') {
        // This call is over; the wait that was asked binds the next ones.
        this.#askedWaitMs = this.failureOfResponse(response, '').askedWaitMs
        throw error
      }
    }
    return text.soFar()
  }

  #soon({ body }: TransportResponse): AsyncIterable<Uint8Array> {
    this.watch.enter('error_body')
    return body
  }

  /** The failure behind a response that is no answer; its text is scrubbed of the key. */
  failureOfResponse(response: TransportResponse, body: string): Failure {
    const { secret } = this.#order.endpoint
    const { status, headers } = response
    const epochMs = this.#core.clock.epochMs()
    const failure = this.#core.decisions.classifyResponse(status, headers, secret.scrub(body), epochMs)
    if (failure.reason !== 'no_route') return scrubbed(failure, secret)
    const { origin, pathname } = new URL(this.#order.endpoint.url)
    return scrubbed(
      { ...failure, message: `${failure.message}: nothing is at ${origin}${pathname}; a baseURL mostly ends in /v1` },
      secret,
    )
  }

  /** A server may repeat the key in whatever a failure quotes of it. */
  withoutKey(failure: Failure): Failure {
    return scrubbed(failure, this.#order.endpoint.secret)
  }

  /** The failure behind whatever was thrown on the way. */
  failureFrom(error: unknown): Failure {
    const failure = this.#failureBehind(error)
    return this.#askedWaitMs === undefined ? failure : { ...failure, askedWaitMs: this.#askedWaitMs }
  }

  #failureBehind(error: unknown): Failure {
    const { expired } = this.watch
    if (error instanceof TransportError && isBeforeSending(error)) this.#order.trace.isUnsent = true
    const { limits, deadlineAtMs, scope } = this.#order
    if (expired !== undefined)
      return failureOf('timeout', expired, passedLimit(expired, limits, deadlineAtMs - scope.startedAtMs))
    if (scope.aborted) return failureOf('aborted', 'caller', 'the caller aborted', { cause: scope.reason })
    if (error instanceof Unreadable)
      return this.withoutKey(failureOf('protocol', error.reason, error.message, { status: 200 }))
    const failure = this.#core.decisions.classifyTransport(error)
    // A wrong base URL is the commonest mistake.
    const isOfNetwork = error instanceof TransportError && failure.errorClass !== 'aborted'
    return this.withoutKey(
      isOfNetwork ? { ...failure, message: `${failure.message}, ${this.#order.endpoint.origin}` } : failure,
    )
  }

  /** The attempt is over. */
  finish(): void {
    if (this.#core.decisions.cancelsTimers) this.watch.dispose()
    this.#release()
  }
}

function isBeforeSending({ phase }: TransportError): boolean {
  return phase === 'dns' || phase === 'connect' || phase === 'tls'
}

import type { Socket } from 'node:net'
import type { RecordedExchange } from '../../../protocol/recording/recording.ts'
import { requestIdHeader, storedExchange, type StoreOptions } from '../../../protocol/recording/storedExchange.ts'
import type { Clock, Transport } from '../../../runtime/index.ts'
import type { ServerSocket } from '../../play.ts'
import { HttpConnection } from '../httpConnection.ts'
import { Listener } from '../listener.ts'
import type { ReadRequest } from '../requestReader.ts'
import { Capture } from './capture.ts'
import { forward, type Forwarded } from './forward.ts'
import { requestHeaders, secretsOf } from './forwardedHeaders.ts'
import { placeOf } from './places.ts'
import { answerError } from './ownAnswers.ts'

export interface RecorderOptions extends StoreOptions {
  /** The base URL to which requests are forwarded: no credentials, no query, no slash at its end. */
  readonly upstream: string
  /** 0 takes any free port. */
  readonly port: number
  readonly clock: Clock
  /** The way to the upstream; closed with the recorder. */
  readonly transport: Transport
  /** So many requests are forwarded, and no more. */
  readonly mostExchanges: number
  /** A larger body is passed on, but not stored. */
  readonly largestBodyBytes: number
  /** An exchange is over. It holds no secret; what it throws ends the recording. */
  onExchange(exchange: RecordedExchange): void
  /** A request that leaves no exchange: without a connection to the upstream, or with a body that cannot be stored. */
  onMissed(request: number, why: MissedReason, code?: string): void
}

type MissedReason = 'unreachable' | 'compressed' | 'too-large'

/** A proxy on 127.0.0.1 in front of one provider, which takes down what it forwards. */
export class Recorder {
  readonly #options: RecorderOptions
  readonly #listener: Listener
  readonly #sockets = new Set<Socket>()
  readonly #underWay = new Set<Promise<void>>()
  readonly #base: URL
  #hosts: ReadonlySet<string> = new Set()
  #requests = 0
  #closing = false
  #failure: { readonly error: unknown } | undefined
  #onFull: () => void = () => {}

  /** Resolves when the last of `mostExchanges` is over; rejects with what `onExchange` threw. */
  readonly full: Promise<void>

  constructor(options: RecorderOptions) {
    this.#options = options
    this.#base = new URL(options.upstream)
    this.#listener = new Listener('127.0.0.1', options.port, (raw) => this.#accept(raw))
    this.full = new Promise((resolve, reject) => {
      this.#onFull = () => {
        if (this.#failure === undefined) resolve()
        else reject(this.#failure.error as Error)
      }
    })
    // Whoever waits for it hears of it; whoever does not is told by `close`.
    this.full.catch(() => {})
  }

  /** Takes the port and resolves with the base URL for clients. Rejects with `PortInUse`. */
  async start(): Promise<string> {
    await this.#listener.start()
    const { port } = this.#listener
    this.#hosts = new Set(['localhost', '127.0.0.1'].map((name) => `${name}:${port}`))
    return `http://127.0.0.1:${port}${this.#basePath}`
  }

  /** Exchanges that are not over. */
  get underWay(): number {
    return this.#underWay.size
  }

  /** Leaves no socket and no request. What is under way is cut off, and not stored. */
  async close(): Promise<void> {
    this.#closing = true
    this.#listener.stop()
    for (const raw of this.#sockets) raw.destroy()
    await Promise.all(this.#underWay)
    await this.#options.transport.close()
  }

  get #basePath(): string {
    return this.#base.pathname.replace(/\/+$/, '')
  }

  #accept(raw: Socket): void {
    raw.setNoDelay(true)
    raw.on('error', () => {})
    this.#sockets.add(raw)
    raw.once('close', () => this.#sockets.delete(raw))
    new HttpConnection({
      clock: this.#options.clock,
      stream: raw,
      raw,
      hosts: this.#hosts,
      onFirstBytes: () => {},
      onRequest: (request, socket) => this.#onRequest(request, socket, raw),
    })
  }

  #onRequest({ head, body }: ReadRequest, socket: ServerSocket, stream: Socket): { clientLeft(): void } {
    const place = placeOf(this.#basePath, head.method, head.path)
    if ('refused' in place) return answerError(socket, place.refused, place.why)
    if (this.#requests >= this.#options.mostExchanges || this.#closing)
      return answerError(socket, 503, 'the recording is full: brownout record forwards no more')
    this.#requests += 1
    const exchange = this.#requests
    const { clock, transport, redactor, largestBodyBytes } = this.#options
    redactor.learn(...secretsOf(head.headers, place.query))
    const { method, path, query } = place
    const capture = new Capture(clock, { exchange, epochMs: clock.epochMs(), method, path, body }, largestBodyBytes)
    const request = {
      method,
      url: `${this.#base.origin}${this.#basePath}${path}${query}`,
      headers: requestHeaders(head.headers),
      ...(method === 'POST' ? { body } : {}),
    }
    const leaving = new AbortController()
    const done = forward({ request, transport, capture, socket, stream, signal: leaving.signal })
      .then((forwarded) => this.#onForwarded(exchange, forwarded, socket))
      .catch((error: unknown) => this.#fail(error))
      .finally(() => {
        this.#underWay.delete(done)
        if (this.#underWay.size === 0 && this.#requests >= this.#options.mostExchanges) this.#onFull()
      })
    this.#underWay.add(done)
    return { clientLeft: () => leaving.abort(new Error('the client left')) }
  }

  #onForwarded(exchange: number, forwarded: Forwarded, socket: ServerSocket): void {
    if ('unreachable' in forwarded) {
      answerError(socket, 502, `brownout record: no connection to the upstream (${forwarded.unreachable})`)
      this.#options.onMissed(exchange, 'unreachable', forwarded.unreachable)
    } else if ('unstorable' in forwarded) {
      this.#options.onMissed(exchange, forwarded.unstorable)
    } else if (!this.#closing || forwarded.captured.ended.how !== 'client-left') {
      // What was cut off by our own end says nothing of anybody.
      this.#options.onExchange(this.#stored(forwarded.captured))
    }
  }

  #stored(captured: Parameters<typeof storedExchange>[0]): RecordedExchange {
    const { redactor } = this.#options
    // The body may repeat them.
    for (const [name, value] of Object.entries(captured.response?.headers ?? {}))
      if (requestIdHeader.test(name)) redactor.learn(value)
    return storedExchange(captured, this.#options)
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#onFull()
  }
}

import type { Socket } from 'node:net'
import { Agent, buildConnector, type Dispatcher } from 'undici'
import { ByteQueue } from './byteQueue.ts'
import { Connecting } from './connecting.ts'
import type { SendOptions, Transport, TransportRequest, TransportResponse } from './transport.ts'
import { fromUndici } from './undiciErrors.ts'

export interface UndiciTransportOptions {
  /** The certificate authorities (PEM) to trust, instead of Node's own. */
  certificateAuthority?: string
  /** Most connections per origin; unlimited unless set. */
  maxConnectionsPerOrigin?: number
  /** Only connect to this machine: a rehearsal must never reach anything else. */
  loopbackOnly?: boolean
}

/**
 * undici's own time-outs tick at half a second and may fire early: the client's deadlines run on our clock, and these
 * are a loose backstop against a client that sets none.
 */
const backstopMs = 15 * 60_000

const loopbackHost = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/

/** The network as it is, through undici's dispatcher (its retry and redirect handlers are not used). */
export class UndiciTransport implements Transport {
  readonly #agent: Agent
  readonly #waiting = new Connecting()
  #busy = 0

  constructor(options: UndiciTransportOptions = {}) {
    const connect = buildConnector({
      timeout: backstopMs,
      allowH2: false,
      ...(options.certificateAuthority === undefined ? {} : { ca: options.certificateAuthority }),
    })
    this.#agent = new Agent({
      connect: (request, callback) => {
        if (options.loopbackOnly === true && !loopbackHost.test(request.hostname)) {
          callback(new Error(`refused to leave this machine: ${request.hostname} is not a loopback address`), null)
          return
        }
        this.#waiting.connecting(request.host ?? request.hostname, (done) => {
          const finish: typeof callback = (...outcome) => {
            done()
            callback(...outcome)
          }
          return connect(request, finish) as unknown as Socket
        })
      },
      connections: options.maxConnectionsPerOrigin ?? null,
      headersTimeout: backstopMs,
      bodyTimeout: backstopMs,
      pipelining: 1,
    })
  }

  send(request: TransportRequest, { signal, onConnected }: SendOptions): Promise<TransportResponse> {
    if (signal.aborted) return Promise.reject(signal.reason as Error)
    return new Promise((resolve, reject) => {
      const url = new URL(request.url)
      const served = this.#waiting.requestFor(url.host)
      const onSettled = () => {
        this.#busy -= 1
        served()
      }
      const onStarted = () => {
        served()
        onConnected?.()
      }
      const exchange = new UndiciExchange({ signal, onConnected: onStarted, resolve, reject, onSettled })
      this.#busy += 1
      this.#agent.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
        },
        exchange,
      )
    })
  }

  busySockets(): number {
    return Math.max(this.#busy, this.#waiting.sockets)
  }

  close(): Promise<void> {
    return this.#agent.destroy()
  }
}

interface UndiciExchangeOptions {
  signal: AbortSignal
  onConnected: (() => void) | undefined
  resolve: (response: TransportResponse) => void
  reject: (error: Error) => void
  onSettled: () => void
}

/** One request's conversation with undici, from dispatch to the last byte. */
class UndiciExchange implements Dispatcher.DispatchHandler {
  readonly #options: UndiciExchangeOptions
  #controller: Dispatcher.DispatchController | undefined
  #body: ByteQueue | undefined
  #settled = false

  constructor(options: UndiciExchangeOptions) {
    this.#options = options
    options.signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    // Aborted while it waited for a connection: nothing may go out now.
    if (this.#settled) {
      controller.abort(new Error('aborted before it was sent'))
      return
    }
    this.#controller = controller
    this.#options.onConnected?.()
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    headers: Record<string, string | string[] | undefined>,
  ): void {
    if (status < 200) return
    this.#body = new ByteQueue({
      onLeft: () => {
        this.#settle()
        controller.abort(new Error('the reader left'))
      },
      onFull: () => controller.pause(),
      onDrained: () => controller.resume(),
    })
    this.#options.resolve({ status, headers, body: this.#body })
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#body?.push(chunk)
  }

  onResponseEnd(): void {
    this.#settle()
    this.#body?.end()
  }

  onResponseError(_controller: Dispatcher.DispatchController, cause: Error): void {
    if (this.#settled) return
    this.#settle()
    const phase = this.#body !== undefined ? 'body' : this.#controller !== undefined ? 'headers' : 'connect'
    const error = fromUndici(cause, phase)
    if (this.#body === undefined) this.#options.reject(error)
    else this.#body.fail(error)
  }

  readonly #onAbort = (): void => {
    if (this.#settled) return
    this.#settle()
    const reason = this.#options.signal.reason as Error
    this.#controller?.abort(reason)
    if (this.#body === undefined) this.#options.reject(reason)
    else this.#body.fail(reason, { drop: true })
  }

  #settle(): void {
    if (this.#settled) return
    this.#settled = true
    this.#options.signal.removeEventListener('abort', this.#onAbort)
    this.#options.onSettled()
  }
}

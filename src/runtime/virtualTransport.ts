import { errors } from 'undici'
import { ByteQueue } from './byteQueue.ts'
import { VirtualRunaway, type VirtualClock } from './virtualClock.ts'
import {
  TransportError,
  type SendOptions,
  type Transport,
  type TransportHeaders,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'

/** The server's end of a virtual connection: what it does here, the client meets as undici would show it. */
export interface VirtualSocket {
  /** False once either side has closed the exchange: nothing more arrives. */
  readonly open: boolean
  head(status: number, headers: TransportHeaders): void
  data(bytes: Uint8Array): void
  /** The response is complete; the connection stays usable. */
  end(): void
  reset(): void
  fin(): void
}

/** What a virtual connection attempt meets. `tls` carries the code that Node's TLS gives. */
export type VirtualConnection =
  | { accepted: true; connection: number }
  | { accepted: false; refused: 'refused' | 'tls'; code: string }

/** The far side of the virtual network; an upstream player implements it. */
export interface VirtualPeer {
  connect(origin: string): VirtualConnection
  /** A request has arrived on an open connection. Returns what to call when the client goes away first. */
  exchange(connection: number, request: TransportRequest, socket: VirtualSocket): { clientLeft(): void }
}

/** More than any load starts at one instant; a retry loop without a wait gets there in no time at all. */
const mostRequestsAtOnce = 20_000

/**
 * A network of promises instead of sockets: keep-alive pool, aborts and errors behave like `UndiciTransport`'s, and
 * the errors carry the same codes and causes. It takes no time of its own; time passes in the peer's steps.
 */
export class VirtualTransport implements Transport {
  readonly #peer: VirtualPeer
  readonly #clock: VirtualClock | undefined
  #instantMs = -1
  #sentNow = 0
  readonly #idle = new Map<string, number[]>()
  readonly #originOf = new Map<string, string>()
  #busy = 0

  /** With a clock, a client that asks for ever without letting time pass is stopped. */
  constructor(peer: VirtualPeer, clock?: VirtualClock) {
    this.#peer = peer
    this.#clock = clock
  }

  async send(request: TransportRequest, options: SendOptions): Promise<TransportResponse> {
    if (options.signal.aborted) throw options.signal.reason
    if (this.#hammers()) return new Promise(() => {})
    const origin = this.#originOfUrl(request.url)
    const pool = this.#poolOf(origin)
    let connection = pool.pop()
    if (connection === undefined) {
      options.onConnecting?.()
      const answer = this.#peer.connect(origin)
      if (answer.accepted || answer.refused === 'tls') options.onTcpConnected?.()
      if (!answer.accepted) throw connectError(answer.refused, answer.code)
      connection = answer.connection
    }
    options.onConnected?.()
    return new Promise((resolve, reject) => {
      this.#busy += 1
      const exchange = new VirtualExchange(options.signal, resolve, reject, (reusable) => {
        this.#busy -= 1
        if (reusable) pool.push(connection)
      })
      exchange.begin(this.#peer.exchange(connection, request, exchange))
    })
  }

  busySockets(): number {
    return this.#busy
  }

  close(): Promise<void> {
    this.#idle.clear()
    return Promise.resolve()
  }

  /** Whether too much was sent at one instant; whoever sends then gets no answer, or virtual time would stand still. */
  #hammers(): boolean {
    const nowMs = this.#clock?.now() ?? -1
    if (nowMs !== this.#instantMs) this.#sentNow = 0
    this.#instantMs = nowMs
    this.#sentNow += 1
    if (this.#clock === undefined || this.#sentNow <= mostRequestsAtOnce) return false
    this.#clock.fail(new VirtualRunaway(`more than ${mostRequestsAtOnce} requests at ${nowMs} virtual ms`))
    return true
  }

  #originOfUrl(url: string): string {
    let origin = this.#originOf.get(url)
    if (origin === undefined) this.#originOf.set(url, (origin = new URL(url).origin))
    return origin
  }

  #poolOf(origin: string): number[] {
    let pool = this.#idle.get(origin)
    if (pool === undefined) this.#idle.set(origin, (pool = []))
    return pool
  }
}

/** One request on a virtual connection; the peer holds it as a socket, the client as a response. */
class VirtualExchange implements VirtualSocket {
  readonly #signal: AbortSignal
  readonly #resolve: (response: TransportResponse) => void
  readonly #reject: (error: Error) => void
  readonly #onSettled: (reusable: boolean) => void
  #peer: { clientLeft(): void } | undefined
  #body: ByteQueue | undefined
  open = true

  constructor(
    signal: AbortSignal,
    resolve: (response: TransportResponse) => void,
    reject: (error: Error) => void,
    onSettled: (reusable: boolean) => void,
  ) {
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    this.#onSettled = onSettled
    signal.addEventListener('abort', this.#onAbort, { once: true })
  }

  begin(peer: { clientLeft(): void }): void {
    this.#peer = peer
  }

  head(status: number, headers: TransportHeaders): void {
    if (!this.open) return
    this.#body = new ByteQueue({ onLeft: () => this.#leave() })
    this.#resolve({ status, headers, body: this.#body })
  }

  data(bytes: Uint8Array): void {
    if (this.open) this.#body?.push(bytes)
  }

  end(): void {
    if (!this.#settle(true)) return
    this.#body?.end()
  }

  reset(): void {
    const cause: Error & { code?: string; syscall?: string; errno?: number } = new Error('read ECONNRESET')
    cause.code = 'ECONNRESET'
    cause.syscall = 'read'
    this.#break('reset', 'ECONNRESET', cause)
  }

  fin(): void {
    this.#break('closed', 'UND_ERR_SOCKET', new errors.SocketError('other side closed'))
  }

  #break(kind: 'reset' | 'closed', code: string, cause: Error): void {
    if (!this.#settle(false)) return
    const error = new TransportError(this.#body === undefined ? 'headers' : 'body', kind, code, cause)
    if (this.#body === undefined) this.#reject(error)
    else this.#body.fail(error)
  }

  readonly #onAbort = (): void => {
    if (!this.#settle(false)) return
    const reason = this.#signal.reason as Error
    if (this.#body === undefined) this.#reject(reason)
    else this.#body.fail(reason, { drop: true })
    this.#peer?.clientLeft()
  }

  #leave(): void {
    if (this.#settle(false)) this.#peer?.clientLeft()
  }

  #settle(reusable: boolean): boolean {
    if (!this.open) return false
    this.open = false
    this.#signal.removeEventListener('abort', this.#onAbort)
    this.#onSettled(reusable)
    return true
  }
}

function connectError(refused: 'refused' | 'tls', code: string): TransportError {
  const cause: Error & { code?: string; syscall?: string } = new Error(`connect ${code}`)
  cause.code = code
  if (refused === 'refused') cause.syscall = 'connect'
  return refused === 'refused'
    ? new TransportError('connect', 'refused', code, cause)
    : new TransportError('tls', 'tls', code, cause)
}

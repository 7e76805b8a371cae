import { ConnectionPool } from './connectionPool.ts'
import { Connector } from './connector.ts'
import { proxyChoice, type ProxyChoice } from './proxy.ts'
import {
  TransportError,
  type SendOptions,
  type Transport,
  type TransportRequest,
  type TransportResponse,
} from './transport.ts'
import { checkTransportOptions, type UndiciTransportOptions } from './transportOptions.ts'
import { UndiciExchange } from './undiciExchange.ts'

/** Where a URL leads; kept, because a client asks the same few URLs over and over. */
interface Destination {
  readonly pool: ConnectionPool
  readonly path: string
  /** A proxy for http wants its credentials with each request; for https they go into the tunnel's head. */
  readonly proxyAuthorization: string | undefined
}

const mostDestinations = 1_000

/** The network as it is, through undici's HTTP client (its pool, retry and redirect handlers are not used). */
export class UndiciTransport implements Transport {
  readonly #options: UndiciTransportOptions
  readonly #connector: Connector
  readonly #proxyFor: ProxyChoice
  readonly #pools = new Map<string, ConnectionPool>()
  readonly #destinations = new Map<string, Destination>()
  #closed = false

  /** Throws `TransportOptionsError` for options that cannot work. */
  constructor(options: UndiciTransportOptions = {}) {
    checkTransportOptions(options)
    this.#options = options
    this.#connector = new Connector(options)
    this.#proxyFor = proxyChoice(options, process.env)
  }

  send(request: TransportRequest, options: SendOptions): Promise<TransportResponse> {
    if (options.signal.aborted) return Promise.reject(options.signal.reason as Error)
    return new Promise((resolve, reject) => {
      const { pool, path, proxyAuthorization } = this.#destinationOf(request.url)
      const headers =
        proxyAuthorization === undefined
          ? request.headers
          : { ...request.headers, 'proxy-authorization': proxyAuthorization }
      const message = { path, method: request.method, ...this.#sent(headers, request.body) }
      pool.place(new UndiciExchange(message, pool, options, resolve, reject))
    })
  }

  busySockets(): number {
    let busy = 0
    for (const pool of this.#pools.values()) busy += pool.busy
    return busy
  }

  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(Array.from(this.#pools.values(), (pool) => pool.close()))
  }

  /**
   * undici sends a request that an HTTP/2 server refused (GOAWAY, REFUSED_STREAM) again by itself, once, if it has its body
   * as a whole. Attempts are the client's to make and to count: a body in pieces is sent once.
   */
  #sent(headers: Readonly<Record<string, string>>, body: string | undefined) {
    if (body === undefined || this.#options.http2 !== true) return { headers, body: body ?? null }
    const bytes = Buffer.from(body)
    return { headers: { ...headers, 'content-length': String(bytes.length) }, body: [bytes] as unknown as string }
  }

  #destinationOf(url: string): Destination {
    const known = this.#destinations.get(url)
    if (known !== undefined) return known
    const { origin, protocol, pathname, search } = httpUrl(url)
    const pool = this.#poolOf(origin)
    const forwarded = pool.proxy !== undefined && protocol === 'http:'
    const destination = {
      pool,
      path: `${forwarded ? origin : ''}${pathname}${search}`,
      proxyAuthorization: forwarded ? pool.proxy?.authorization : undefined,
    }
    if (this.#destinations.size >= mostDestinations) this.#destinations.clear()
    this.#destinations.set(url, destination)
    return destination
  }

  #poolOf(origin: string): ConnectionPool {
    const known = this.#pools.get(origin)
    if (known !== undefined) return known
    const proxy = this.#proxyFor(new URL(origin))
    const pool = new ConnectionPool({ origin, proxy, connector: this.#connector, options: this.#options })
    this.#pools.set(origin, pool)
    if (this.#closed) void pool.close()
    return pool
  }
}

/** The URL is not repeated in the error: a key may stand in it. */
function httpUrl(text: string): URL {
  const url = URL.parse(text)
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  const cause = new Error('the URL of the request is no http or https URL')
  throw new TransportError('connect', 'other', 'UND_ERR_INVALID_ARG', cause)
}

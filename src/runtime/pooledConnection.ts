import { Client, type buildConnector } from 'undici'
import { backstopMs, type ConnectionAttempt, type Connector } from './connector.ts'
import type { Proxy } from './proxy.ts'
import type { UndiciTransportOptions } from './transportOptions.ts'
import type { UndiciExchange } from './undiciExchange.ts'

/** What all connections of a pool have in common. */
export interface Route {
  readonly origin: string
  readonly proxy: Proxy | undefined
  readonly connector: Connector
  readonly options: UndiciTransportOptions
}

/** One connection, and the exchange that it carries: an undici `Client`, which has one socket, and never more at a time. */
export class PooledConnection {
  readonly #route: Route
  readonly #client: Client
  #exchange: UndiciExchange | undefined
  #attempt: ConnectionAttempt | undefined

  /** `onLost` is told when the connection closes while it carries nothing. */
  constructor(route: Route, onLost: (connection: PooledConnection) => void) {
    const { keepAliveMs, keepAliveMaxMs, http2 } = route.options
    this.#route = route
    this.#client = new Client(route.origin, {
      connect: (target, callback) => this.#connect(target, callback),
      allowH2: http2 === true,
      pipelining: 1,
      headersTimeout: backstopMs,
      bodyTimeout: backstopMs,
      ...(keepAliveMs === undefined ? {} : { keepAliveTimeout: keepAliveMs }),
      ...(keepAliveMaxMs === undefined ? {} : { keepAliveMaxTimeout: keepAliveMaxMs }),
    })
    this.#client.on('disconnect', () => {
      if (this.#exchange === undefined) onLost(this)
    })
  }

  carry(exchange: UndiciExchange): void {
    this.#exchange = exchange
    exchange.connection = this
    this.#client.dispatch(exchange.request, exchange)
  }

  /** The exchange is over and the connection can carry another one. */
  release(): void {
    this.#exchange = undefined
  }

  /** Resolves when its socket is closed. Whatever it carries fails. */
  async destroy(reason: Error): Promise<void> {
    this.#exchange = undefined
    this.#attempt?.destroy(reason)
    await this.#client.destroy(reason)
  }

  #connect(target: buildConnector.Options, callback: buildConnector.Callback): void {
    const exchange = this.#exchange
    exchange?.onConnecting()
    // It may have been aborted just then, and this with it: nobody would close what is opened now.
    if (exchange === undefined || this.#exchange !== exchange) return
    const { connector, proxy } = this.#route
    this.#attempt = connector.connect(
      target,
      proxy,
      () => exchange.onTcpConnected(),
      (...outcome) => {
        this.#attempt = undefined
        callback(...outcome)
      },
    )
  }
}

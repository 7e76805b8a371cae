import { AsyncResource } from 'node:async_hooks'
import { errors } from 'undici'
import { PooledConnection, type Route } from './pooledConnection.ts'
import type { UndiciExchange } from './undiciExchange.ts'

/**
 * The connections to one origin. Ours instead of undici's `Pool`, which opens a second connection for a caller that
 * asks one after the other, lets the connection of an aborted request go on, and cannot say whose connection it is.
 * The connection that was used last is used next, so that those beyond what is needed grow old and close.
 */
export class ConnectionPool {
  readonly #route: Route
  readonly #limit: number
  readonly #connections = new Set<PooledConnection>()
  readonly #idle: PooledConnection[] = []
  /** Oldest first, each with what lets it go on in the asynchronous context that it came from. */
  readonly #waiting = new Map<UndiciExchange, (connection: PooledConnection) => void>()
  #closed = false

  constructor(route: Route) {
    this.#route = route
    this.#limit = route.options.maxConnectionsPerOrigin ?? Infinity
  }

  get proxy(): Route['proxy'] {
    return this.#route.proxy
  }

  /** Connections that carry an exchange, or are made for one. */
  get busy(): number {
    return this.#connections.size - this.#idle.length
  }

  /** Gives the exchange a connection: an idle one, a new one, or the next that becomes free. */
  place(exchange: UndiciExchange): void {
    if (this.#closed) {
      exchange.onResponseError(null, new errors.ClientDestroyedError())
      return
    }
    const idle = this.#idle.pop()
    if (idle !== undefined) idle.carry(exchange)
    else if (this.#connections.size < this.#limit) this.#open().carry(exchange)
    else {
      this.#waiting.set(
        exchange,
        AsyncResource.bind((connection: PooledConnection) => connection.carry(exchange)),
      )
      exchange.onQueued()
    }
  }

  /** The exchange is over, well: its connection serves whoever waits. */
  release(exchange: UndiciExchange): void {
    const connection = exchange.connection!
    connection.release()
    if (!this.#serveNext(connection)) this.#idle.push(connection)
  }

  /** The exchange wants no connection any more, or lost it: what it had is closed, at once. */
  drop(exchange: UndiciExchange): void {
    if (this.#waiting.delete(exchange)) return
    const { connection } = exchange
    if (connection === undefined) return
    exchange.connection = undefined
    this.#connections.delete(connection)
    void connection.destroy(new errors.RequestAbortedError())
    if (this.#waiting.size > 0 && this.#connections.size < this.#limit) this.#serveNext(this.#open())
  }

  /** Resolves when the sockets are closed; those not yet connected follow at once. What is under way or waits fails. */
  async close(): Promise<void> {
    this.#closed = true
    const reason = new errors.ClientDestroyedError()
    for (const exchange of this.#waiting.keys()) exchange.onResponseError(null, reason)
    await Promise.all(Array.from(this.#connections, (connection) => connection.destroy(reason)))
  }

  #open(): PooledConnection {
    const connection = new PooledConnection(this.#route, (lost) => this.#forget(lost))
    this.#connections.add(connection)
    return connection
  }

  #forget(connection: PooledConnection): void {
    const index = this.#idle.indexOf(connection)
    if (index < 0) return
    this.#idle.splice(index, 1)
    this.#connections.delete(connection)
    void connection.destroy(new errors.ClientDestroyedError())
  }

  #serveNext(connection: PooledConnection): boolean {
    for (const [exchange, goOn] of this.#waiting) {
      this.#waiting.delete(exchange)
      goOn(connection)
      return true
    }
    return false
  }
}

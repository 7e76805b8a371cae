import { mustBeLoopback } from '../loopback.ts'
import { LoopbackConnection, type Address, type ConnectionOwner } from './loopbackConnection.ts'
import type { LoopbackExchange } from './loopbackExchange.ts'

export interface LoopbackHttpOptions {
  /** What is sent beyond waits. */
  readonly maxConnections: number
}

const readBytes = 64 * 1024
/** Of those that waited and were served, so many stay in the list, or as many as still wait: then it is copied. */
const mostServed = 1_024

/**
 * HTTP/1.1 to one server on this machine, over plain sockets: requests are whole bytes, answers are whole bodies, and nothing else
 * is offered. It is for load, where a general client costs more than what is measured. The connection that was used last is used
 * next.
 */
export class LoopbackHttp implements ConnectionOwner {
  /** As a request's `host` has it. */
  readonly host: string
  readonly #address: Address
  readonly #maxConnections: number
  readonly #readInto = Buffer.allocUnsafe(readBytes)
  readonly #connections = new Set<LoopbackConnection>()
  readonly #idle: LoopbackConnection[] = []
  /** Oldest first, from `#waitingFrom` on: what is before has been served. */
  #waiting: LoopbackExchange[] = []
  #waitingFrom = 0
  #closedWith: Error | undefined

  /** Throws for an origin that is not http, or not on this machine. */
  constructor(origin: string, { maxConnections }: LoopbackHttpOptions) {
    const { protocol, host, hostname, port } = new URL(origin)
    if (protocol !== 'http:') throw new Error('a server on this machine is asked over http')
    mustBeLoopback(hostname)
    this.host = host
    this.#address = { host: hostname.replace(/^\[|\]$/g, ''), port: port === '' ? 80 : Number(port) }
    this.#maxConnections = maxConnections
  }

  send(exchange: LoopbackExchange): void {
    const idle = this.#idle.pop()
    if (this.#closedWith !== undefined) exchange.onError(this.#closedWith)
    else if (idle !== undefined) idle.carry(exchange)
    else if (this.#connections.size < this.#maxConnections) this.#open().carry(exchange)
    else this.#waiting.push(exchange)
  }

  /** All that is under way, or waits, fails with this; their connections are closed. */
  cancel(error: Error): void {
    const waiting = this.#waiting.slice(this.#waitingFrom)
    this.#waiting = []
    this.#waitingFrom = 0
    for (const exchange of waiting) exchange.onError(error)
    for (const connection of Array.from(this.#connections)) connection.destroy(error)
  }

  close(): void {
    this.#closedWith = new Error('the client was closed')
    this.cancel(this.#closedWith)
  }

  onFree(connection: LoopbackConnection): void {
    const next = this.#nextWaiting()
    if (next === undefined) this.#idle.push(connection)
    else connection.carry(next)
  }

  onLost(connection: LoopbackConnection): void {
    this.#connections.delete(connection)
    const index = this.#idle.indexOf(connection)
    if (index >= 0) this.#idle.splice(index, 1)
    const next = this.#nextWaiting()
    if (next !== undefined) this.#open().carry(next)
  }

  #open(): LoopbackConnection {
    const connection = new LoopbackConnection(this.#address, this.#readInto, this)
    this.#connections.add(connection)
    return connection
  }

  #nextWaiting(): LoopbackExchange | undefined {
    if (this.#waitingFrom === this.#waiting.length) return undefined
    const next = this.#waiting[this.#waitingFrom]
    this.#waitingFrom += 1
    if (this.#waitingFrom * 2 > this.#waiting.length + mostServed) {
      this.#waiting = this.#waiting.slice(this.#waitingFrom)
      this.#waitingFrom = 0
    }
    return next
  }
}
